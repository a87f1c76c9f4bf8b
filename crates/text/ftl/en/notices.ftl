# The duty to inform: the list, the preview, the text for one person and our own words.
nav-notices = Informing
notices-title = Duty to inform
notices-lead = Who must learn that you hold their data, by when, and what they have been told.
notices-words = The text
notices-words-fill = Complete it
notices-lists = Lists
notices-overdue = Overdue
notices-due = To do
notices-told = Informed
notices-exempt-list = Exempt
notices-by = Due
notices-done = When
notices-ways = Where it may go
notices-state = State
notices-way-email = e-mail
notices-way-letter = letter
notices-way-none = no address held
notices-ends = data go on { $date }
notices-ticked = Ticked:
notices-send = Send by e-mail
notices-exempt = No information needed
notices-exempt-text = The same assessment is kept with every person ticked, with your name and the date of today.
notices-empty-title = Nobody waits
notices-empty-text = When data come in that did not come from the person, the day by which they must be told stands here.
notices-none-title = Nobody here yet
notices-none-text = People come here once they were told, or once you wrote down why they need not be.
notices-nobody = First tick people in the list.
notices-sent = { $n ->
    [one] { $n } message waits in the queue
   *[other] { $n } messages wait in the queue
}
notices-queued = { $n ->
    [one] { $n } message waits in the queue.
   *[other] { $n } messages wait in the queue.
}
notices-exempted = { $n ->
    [one] Recorded: { $n } exemption
   *[other] Recorded: { $n } exemptions
}
notices-not-exempt = This ground does not fit here
notices-stuck = To be checked
notices-stuck-text = Nobody knows whether these messages arrived, or the server refused them. They do not go a second time by themselves.
notices-again = Send again
notices-stop = Do not send
skipped-nothing-due = nothing is owed to them, or a message is on its way
skipped-no-address = no address is held
skipped-denied = nothing may be sent there
skipped-not-ready = the text is not ready

delivery-queued = in the queue
delivery-sending = being sent
delivery-sent = sent
delivery-refused = refused by the server
delivery-uncertain = not known whether sent
delivery-bounced = bounced
delivery-stopped = stopped
delivery-printed = printed
delivery-posted = posted
delivery-returned = returned

notice-preview = Information for this person
notice-preview-open = See what they will read
notice-preview-lead = This is how they will read it. The text is made of what is really held.
notice-moving = A message is on its way already. There will be no second one.
notice-to-email = By e-mail to
notice-to-letter = By letter to
notice-no-address = no address is held
notice-missing-controller-name = It is not known who the controller is. Without a name no information goes out.
notice-missing-controller-address = The address of the controller is missing. Without it no information goes out.
notice-missing-controller-contact = It is not known where people shall write about their data. Without that no information goes out.
notice-nothing-held = We no longer hold any data that the person would have to be told of.
notice-message = What this person was told
notice-message-lead = The exact text, with the way it went and the fingerprint that stands in the ledger.
notice-read = the text
notice-hash = SHA-256 fingerprint
notice-way = How
notice-queued-at = Made
notice-moved-at = In this state since
notice-message-id = Id of the message
notice-code = Answer of the server
notice-reference = Number
done-message-again = The message is back in the queue.
done-message-stopped = The message is stopped. The person is still owed the information.

lint-promotion = Sounds like advertising
lint-call = Urges the reader to do something
lint-price = Speaks of a price
lint-link = Leads elsewhere than to the page on rights or on privacy
lint-image = Holds a picture or code

words-lead = Most of the text makes itself. Here you add what the program cannot know. None of it may advertise: it would become commercial information, which needs consent.
words-contact-title = In every notice
words-contact = Contact about data
words-contact-hint = An e-mail address or telephone number where somebody answers.
words-rights = Page on rights
words-rights-hint = Where people see, correct or delete their data. May stay empty.
words-privacy = Page on privacy
words-privacy-hint = Public information about data. Needed where somebody cannot be told in person.
words-url-wrong = Give the full address, beginning with https://.
words-own = Our words: { $language }
words-opening = At the beginning
words-opening-hint = Why we write, in one sentence. May stay empty.
words-recipients = Who receives the data
words-recipients-hint = Firms or kinds of firms, such as accounting or hosting. Empty means: nobody.
words-transfers = Data outside the European Economic Area
words-transfers-hint = Where to and on what basis. Empty means: none are transferred.
words-closing = At the end
words-closing-hint = May stay empty.
words-versions = { $n ->
    [one] { $n } version
   *[other] { $n } versions
}
words-version = Version { NUMBER($n) }
words-not-yours = The officer or an administrator changes this.
done-words-kept = Saved. The next notices will have the new text.

informed-review = Look at it again on
informed-review-wrong = Give the day of the next review
informed-review-wrong-next = Choose a day in the future, at most a year away.
informed-not-public = First publish the information
informed-not-public-next = Whoever does not inform in person must inform in public (Art. 14(5)(b) GDPR). Give the page on privacy in the text of notices.
duty-exemption-review = See whether an exemption still holds
duty-exemption-review-do = Open
duty-exemption-consequence = Without a review it cannot be shown that nobody needs to be told.
duty-notice-ends = On { $date } retention destroys what the person does not know of.

mail-title = Mail
mail-lead = Information for people goes out through this server. Without it there are letters.
mail-host = SMTP server
mail-host-hint = Such as smtp.firm.com
mail-host-wrong = This server cannot be reached safely. Give its name alone and choose encryption.
mail-port = Port
mail-port-hint = 465 with TLS, 587 with STARTTLS.
mail-port-wrong = Give a number from 1 to 65535.
mail-encryption = Encryption
mail-encryption-hint = None only on this machine.
mail-tls = TLS from the start
mail-starttls = STARTTLS
mail-plain = no encryption
mail-user = User
mail-user-hint = Empty if the server wants no login.
mail-password = Password
mail-password-hint = It is kept sealed. Empty leaves it as it is.
mail-from = Address of the sender
mail-from-hint = Messages that were not delivered come back here.
mail-sender = Name of the sender
mail-sender-hint = The message is signed with it.
mail-test = Send a test
mail-test-lead = The test comes to the address you sign in with.
mail-test-subject = Test of the mail
mail-test-text = This is a test message. The mail works.
mail-none = First save a mail server.
mail-accepted = The server took the test for { $address }
mail-refused = The server refused: { $code }
mail-unknown = The server fell silent. Nobody knows whether it has the message.
mail-unreachable = The server does not answer. Check its name and port.
mail-certificate = The certificate of the server cannot be verified, or it does not speak TLS.
mail-no-starttls = The server does not know STARTTLS. Nothing was sent in plain text.
mail-login = The server did not take the user or the password.
mail-broken-off = The server broke off before it had the message.
mail-later = The server asks to try again later.
settings-mail = Mail
settings-mail-set = Server, encryption, sender and a test
done-mail-saved = Mail settings saved.

notices-letters = Letters
notices-make = Make letters
notices-make-text = Letters with the address in the window of the envelope, and a file for the printer. After the term nobody can fetch them any more.
notices-recipient = Who prints and posts
notices-recipient-hint = Such as the office, or the name of the mail house you have a processing contract with.
notices-days = Can be fetched for (days)
notices-made = { $n ->
    [one] { $n } letter ready
   *[other] { $n } letters ready
}
notices-make-wrong = Say who prints, and a number of days from 1 to 30.
notices-report = Paste a bounce
notices-report-text = The whole message about what was not delivered. We keep no address of it.
notices-report-label = Text of the bounce
notices-report-submit = Record the bounce
notices-report-bounced = Recorded: the message bounced. The person is owed the information again.
notices-report-fine = This report does not say that the message failed. Nothing changed.
notices-report-unknown = This is not about any message of ours. Nothing changed.
notice-came-back = It came back
notice-came-back-text = The person did not get the information and is owed it again.
done-message-back = Recorded: the message came back. The person is owed the information again.
letters-title = Letters
letters-lead = Every batch has a purpose, a recipient and a day after which nobody can fetch it.
letters-empty-title = No letters yet
letters-empty-text = Tick people in the list and choose “Make letters”.
letters-batch = Batch
letters-count = Letters
letters-recipient = Who prints and posts
letters-purpose = Purpose
letters-made = Made
letters-ends = Can be fetched before
letters-over = The term is over. This batch can no longer be fetched.
letters-posted = Posted
letters-unposted = not posted yet
letters-batch-lead = Addresses are opened each time it is fetched, and the ledger says so. No file of it stays with us.
letters-files = Fetch
letters-files-text = Delete the file once it is printed. It holds names and addresses.
letters-csv = CSV file for a mail house
letters-post = Posting
letters-post-text = Once posted, the people of this batch count as informed.
letters-post-day = Day of posting
letters-day-wrong = Give a day from the making of the letters to today.
letters-posting = Number of the posting
letters-posting-hint = Such as the number in the posting book. No names: the ledger does not forget.
letters-post-submit = Record the posting
letters-posted-on = Posted on { $date }, number { $number }.
done-letters-posted = Posting recorded. These people are informed.

cli-notices-about = The duty to inform
cli-notices-due-about = Show who must be told, and by when
cli-notices-send-about = Tell everybody by e-mail who waits and has an address
cli-notices-letters-about = Make letters for those who still wait and have a postal address
cli-notices-letters-arg-file = PDF or CSV file to write; it must not be there yet
cli-notices-letters-arg-recipient = Who prints and posts them
cli-notices-letters-arg-days = For how many days the batch can be fetched, from 1 to 30
cli-notices-sent = Sent
cli-notices-later = To be tried again
cli-notices-refused = Refused by the server
cli-notices-uncertain = Not known whether sent
skipped-unfit = the address does not fit the window of the envelope or cannot be printed
letters-mark = Reference: { $reference }
letters-pdf = Letters as PDF
letters-window = Window of the envelope
letters-window-right = on the right
letters-window-left = on the left
letters-unfit = The address of somebody does not fit the window of the envelope
letters-unfit-next = Correct the address of that person, or fetch the CSV file.
letters-unfit-safe = Nothing was handed out.
