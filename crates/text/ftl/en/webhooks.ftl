# Webhooks: who is told of accepted changes of firms.
settings-webhooks = Webhooks
settings-webhooks-set = Who is told of changes of firms
webhooks-title = Webhooks
webhooks-lead = Every accepted change of a firm’s facts goes to your other systems at once. The message is written together with the change, signed, and tried for three days.
webhooks-people = Only public facts of firms go out. People are never told of: that would disclose their data to a recipient (Art. 4(9) GDPR).
webhooks-add = Add a webhook
webhooks-empty-title = Nobody is told
webhooks-empty-text = Give the address at which your system takes changes. The secret that verifies signatures is shown once.
webhook-url = Address
webhook-url-hint = For example https://crm.firm.com/webhooks/zgoda
webhook-url-wrong = Nothing can be sent to this address. Begin with https:// and put no password in it.
webhook-url-internal = This address is on this machine. Say below that it is your own network.
webhook-internal = The address is in my own network
webhook-internal-hint = Without this we send to public addresses only, on ports 80 and 443.
webhook-is-internal = own network
webhook-active = switched on
webhook-failing = does not answer
webhook-paused = paused
webhook-restored = paused after a restore
webhook-unreachable = switched off
webhook-gone = switched off
webhook-failing-text = Nothing has got through since { $moment }. We go on trying, less and less often.
webhook-paused-text = Nothing is sent. Changes gather and go out when you resume.
webhook-restored-text = The data were restored from a backup. Make sure this address is still right, then resume. Some messages may arrive a second time, under the same id.
webhook-unreachable-text = Nothing got through for three days, so nothing has been sent since { $moment }. Mend the receiver and resume: all that waits goes out afresh.
webhook-gone-text = The receiver answered 410: it wants no more messages. Nothing has been sent since { $moment }.
webhook-waiting =
    { $count ->
        [one] { $count } message waits
       *[other] { $count } messages wait
    }
webhook-nothing-waits = nothing waits
webhook-made = since { $date }
webhook-test = Send a test
webhook-pause = Pause
webhook-resume = Resume
webhook-secret = Secret that verifies signatures
webhook-secret-once = shown only now
webhook-secret-text = Take it to the receiver by a safe way. Here it lies sealed. A lost one can only be changed.
webhook-log = Last messages
webhook-log-empty-title = Nothing was sent yet
webhook-log-empty-text = Messages appear here with the first accepted change. Send a test to try the receiver.
webhook-log-hint =
    { $days ->
        [one] Messages are kept for { $days } day, those that wait for you to resume too.
       *[other] Messages are kept for { $days } days, those that wait for you to resume too.
    }
webhook-message = Message
webhook-when = When
webhook-state = State
webhook-answer = Answer
webhook-removed = to be deleted: it is a person
webhook-statement = figures of a statement
webhook-statement-undone = a statement taken back
webhook-test-message = Test
webhook-delivered = delivered
webhook-waits = waits
webhook-given-up = not delivered
webhook-next = again { $moment }
webhook-tries =
    { $count ->
        [one] { $count } try
       *[other] { $count } tries
    }
webhook-resend = Send again
webhook-answer-none = none yet
webhook-answer-status = HTTP { $status }
webhook-answer-redirect = HTTP { $status }, a redirect. We do not follow it.
webhook-answer-forbidden = the address leads into an internal network
webhook-answer-timed-out = no answer in time
webhook-answer-certificate = the certificate cannot be verified
webhook-answer-unreachable = nobody answers
webhook-answer-broken-off = the connection broke off
webhook-verify = How to receive
webhook-verify-text = Messages are signed as Standard Webhooks has it. The receiver verifies the headers webhook-id, webhook-timestamp and webhook-signature with its library and answers 2xx within 15 seconds.
webhook-verify-events = Types: organisation.changed for a change, organisation.statement and organisation.statement_removed for a financial statement that came or was taken back, organisation.removed where a firm turned out to be a person and is to be forgotten, webhook.test for a test. The same message always has the same webhook-id, so a repetition can be skipped. A 410 switches the webhook off.
webhook-both = Until { $moment } both secrets sign, the old and the new.
webhook-rotate = Change the secret
webhook-rotate-text = The new secret is shown once. Both sign for a day, so that the receiver can change over.
webhook-rotate-sure = Yes, change it
webhook-delete = Delete
webhook-delete-text = Address, secret and all waiting messages go. Entries of the ledger stay.
webhook-delete-sure = Yes, delete
done-webhook-deleted = The webhook is deleted.
done-webhook-tried = Sent. The answer stands below.
done-webhook-paused = Paused. Changes gather.
done-webhook-resumed = Resumed. What waited goes out now.
