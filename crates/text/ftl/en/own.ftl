# Moje dane: the page of the person whose data are held.
own-title = My data
own-ask-lead = See what we know about you, where it is from and what for. You can correct it, take it along or erase it.
own-ask-email = Your e-mail address
own-ask-email-hint = We send a code there. No password and no document is needed.
own-ask-submit = Send the code
own-ask-same = We answer the same whether we know this address or not, so that nobody can look up another person here.
own-ask-cannot = No code can be sent from this page just now. Write to us, and we answer within a month.
own-holder = The data are held by { $name }.
own-holder-write = For matters of data write to: { $name }.
own-have-code = I have a code

own-code-title = Type the code
own-code-lead = { $n ->
    [one] If we know this address, a code has just been sent there. It works for { $n } minute, and once.
   *[other] If we know this address, a code has just been sent there. It works for { $n } minutes, and once.
}
own-code-label = Code from the message
own-code-hint = Twelve characters, for example ABCD-EFGH-2345
own-code-submit = Show my data
own-code-wrong = This code does not work: it is another one, used, or old. Check it or ask for a new one.
own-code-again = Ask for a new code
own-code-nothing = Nothing came after some minutes? Look into your spam folder. If it is not there either, we do not know this address.

own-mail-subject = Code for your data: { $name }
own-mail-code = { $n ->
    [one] Somebody, probably you, wants to see what { $name } knows about you. Code: { $code }. It works for { $n } minute, and once. If it was not you, do nothing: without the code nobody sees anything.
   *[other] Somebody, probably you, wants to see what { $name } knows about you. Code: { $code }. It works for { $n } minutes, and once. If it was not you, do nothing: without the code nobody sees anything.
}
own-mail-link = You can also open: { $link }
own-mail-several = Somebody asked for the data kept with this address. { $name } knows more than one person by it, so no code is sent: we cannot tell who would read it. Reply to this message with your name, and we answer within a month.

own-mine-title = What we know about you, where it is from and what for
own-mine-values = { $n ->
    [0] We hold no data about you
    [one] { $n } value
   *[other] { $n } values
}
own-sealed = This value is not shown on this page. You find it in the copy.
own-correct = Correct
own-correct-title = Correct: { $field }
own-correct-now = Held now: { $value }
own-correct-value = What it should be
own-consents = Your consents
own-consents-none = We have no consent of yours.
own-consent-given = Since { $date }, channels: { $channels }
own-withdraw = Withdraw
own-marketing = Marketing
own-objected-since = You have objected to marketing since { $date }. None of your data is used for it.
own-object-lead = One click ends all marketing: letters, calls, messages. Data that nothing else keeps will be gone.
own-object = I want no marketing
own-recipients = Who received them
own-recipients-none = Nobody.
own-requests = Your requests
own-request-open = Received on { $date }. We answer by { $due }.
own-request-done = Received on { $date }. Answered on { $answered }.
own-more = All at once
own-copy = Prepare a copy
own-copy-lead = To read, for programs, as a table and for an address book.
own-erase = Erase my data
own-erase-lead = First you see what goes, and what the law makes us keep.
own-leave = Leave
own-complain = You can also complain to the President of the Personal Data Protection Office (UODO).

own-copy-title = Copy of your data
own-copy-done = The ledger says that you received it. The files are on this page only: save them now.
own-copy-document = To read (HTML)
own-copy-json = Everything, for programs (JSON)
own-copy-csv = Table (CSV)
own-copy-card = Address book (vCard)
own-copy-fingerprint = Fingerprint of the JSON file:
own-back = Back to my data

own-erase-title = Erase my data
own-erase-goes = What goes
own-erase-stays = What stays
own-erase-nothing = There is nothing that could be erased now.
own-erase-forever = This cannot be undone, not from a backup either.
own-erase-no-suppression = I do not want to stay on the suppression list either
own-erase-no-suppression-hint = The list keeps a digest of the address only. Without it somebody may add you again from another file.
own-erase-submit = Erase my data
own-erased-title = Erased
own-erased-proof = Entry { NUMBER($entry) } in a ledger of { NUMBER($tree) } entries proves that it happened.
own-erased-document = Certificate (HTML)
own-erased-file = Proof (txt)
own-erased-save = Save both now: you will not find them here later, because we will not know who you are.

done-own-over = The visit has ended. Ask for a new code.
done-own-left = Good-bye. None of your data stayed in this browser.
done-own-nothing-left = Done. Nothing else kept your data, so they are erased.
done-own-objected = Your objection stands from now on.
done-own-withdrawn = The consent is withdrawn.
done-own-corrected = Corrected. The former value is marked as wrong.
done-own-erase-refused = The law makes us keep everything we hold. Your request and the answer are on record.

login-not-staff = Looking for your own data?
mail-address = Address of Zgoda on the internet
mail-address-hint = For example https://crm.company.eu. People get a link to the page My data in messages; without the address only the code.
mail-address-wrong = Give an address without a path that begins with https://.
own-request-outcome = Outcome: { $outcome }.
own-request-confirm-lead = This request reached us in another way. Confirm that it is yours before we answer. If it is not, do nothing.
own-request-confirm = This is my request
done-own-confirmed = Thank you. We know now that the request is yours.
own-keeps-suppression-why = So that nobody reads you in again.
own-keeps-ledger-why = They prove what happened. Nothing in them leads to you.
own-erase-one = Erase
own-erase-one-text = This cannot be undone. If the law has this value kept, it stays for that purpose only.
own-erase-one-submit = Erase this value
own-withdraw-channel = Not by: { $channel }
own-grounds = Object for other reasons
own-grounds-text = Some data we hold because of a legitimate interest of ours. You can object for reasons of your own situation. We stop at once, decide on the objection and answer within a month.
own-grounds-why = Why (if you like)
own-grounds-submit = I object
own-paused-since = Your objection for other reasons works since { $date }: data held for our interest are not used.
own-restrict = Stop using my data
own-restrict-text = We will only keep them. We will tell you before we use them again.
own-restrict-why = Reason
own-restrict-accuracy = The data are wrong and must be checked
own-restrict-unlawful = You use them unlawfully, but I do not want them erased
own-restrict-claims = I need them for legal claims
own-restrict-objection = My objection is not decided yet
own-restrict-submit = Stop
own-restricted = Your data are only kept. We will tell you before we use them again.
own-request-receipt = Receipt (PDF)
own-request-answer = Answer (PDF)
done-own-paused = Your objection is received. We have stopped, and you will have an answer within a month.
done-own-restricted = From now on your data are only kept.
done-own-withdrawn-channel = The consent for this channel is withdrawn.
done-own-value-erased = Erased.
done-own-value-partly = Erased from every purpose but the one for which the law has it kept.
done-own-value-kept = The law has this value kept. The request and the answer are recorded.
own-purposes = Object to single purposes
own-purposes-text = The other purposes go on. Marketing ends at once. With the rest we stop, decide and answer within a month.
own-purpose-object = I object
own-purpose-object-to = I object to: { $purpose }
own-purpose-since = You have objected since { $date }.
done-own-objected-purpose = Your objection to this purpose stands from now on.
own-ask-either = Your e-mail address or mobile number
own-ask-either-hint = We send a code there. No password and no document is needed.
own-ask-mobile = Your mobile number
own-ask-mobile-hint = We send a code there by text message. No password and no document is needed.
own-ask-address-wrong = Give an e-mail address or a Polish mobile number.
own-sms-code = { $n ->
    [one] { $name }: code for your data { $code }, valid for { $n } minute. If it was not you, do nothing.
   *[other] { $name }: code for your data { $code }, valid for { $n } minutes. If it was not you, do nothing.
}
own-sms-several = { $name } knows more than one person by this number, so no code is sent. Write to us, and we answer within a month.
