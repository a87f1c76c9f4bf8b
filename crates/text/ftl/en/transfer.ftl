# Data sent straight to another controller (Art. 20(2) GDPR).
requests-words-wish = Where the data shall go
request-ground-not-feasible = Sending them straight to another controller is not technically feasible

transfer-title = Send straight to another firm
transfer-lead = Where the person wishes so, the data go straight to the controller they name, if that is technically feasible (Art. 20(2) GDPR). It is the same as in the files: JSON, CSV and vCard in one encrypted archive.
transfer-start = Send to the firm they named
transfer-receiver = Name of the firm
transfer-receiver-hint = The one that the person named.
transfer-address = E-mail address or https address
transfer-address-hint = An https address must take files by POST. It is kept encrypted.
transfer-lock = Encryption
transfer-no-mail = No mail server is set, so only an https address can be used.
transfer-submit = Encrypt and send
transfer-submit-hint = The transfer is recorded before the first byte leaves. Nothing goes twice by itself.
transfer-infeasible = It cannot be sent straight
transfer-infeasible-text = Then the person gets the files, and the reason in the letter. The answer is recorded as granted in part.
transfer-infeasible-submit = Hand the files to the person

transfer-sent = Transfers
transfer-state-sending = on its way
transfer-state-taken = taken
transfer-state-refused = refused
transfer-state-not-sent = not sent
transfer-state-uncertain = not known whether it arrived
transfer-way-email = by e-mail
transfer-way-https = to an https address
transfer-answered-mail = Server answer { $code }
transfer-answered-https = HTTP status { $code }
transfer-proof = proof: { $proof }
transfer-values =
    { $count ->
        [one] { $count } value
       *[other] { $count } values
    }
transfer-note-unreachable = The server does not answer. Nothing was sent.
transfer-note-certificate = The server’s certificate cannot be trusted. Nothing was sent.
transfer-note-no-starttls = The mail server does not encrypt. Nothing was sent.
transfer-note-login = The mail server did not take the password. Nothing was sent.
transfer-note-broken-off = The mail server broke off before it had the file.
transfer-note-later = The server asks to come again later.
transfer-note-forbidden = The address leads into an internal network. Nothing was sent.

transfer-settle = Find out whether it arrived
transfer-settle-text = Ask the receiver. As long as nobody knows, nothing goes a second time.
transfer-settle-how = What is known
transfer-settle-arrived = The receiver has the file
transfer-settle-lost = The receiver does not have the file
transfer-settle-proof = Reference of the proof
transfer-settle-proof-hint = For example the number of a letter or message, letters and digits, no data of people.

transfer-done-title = The data are sent
transfer-done-text = The receiver’s server took the file. The request is answered; fetch the letter for the person.
transfer-refused-title = The receiver did not take the file
transfer-refused-text = The request still waits. Check the address and send again, or hand the files to the person.
transfer-not-sent-title = Nothing was sent
transfer-not-sent-text = The request still waits. Try later, use another address, or hand the files to the person.
transfer-uncertain-title = Not known whether it arrived
transfer-uncertain-text = The server did not confirm. Ask the receiver and note what is known. Nothing goes a second time by itself.
transfer-passphrase = Passphrase of the file
transfer-passphrase-hint = Note it down now. It is not kept and will not be shown again. Tell it to the receiver by another way than the file, for example by phone.
transfer-by-key = Only the owner of the public key can open the file.
transfer-back = Back to the request

transfer-unmovable = Nothing was sent
transfer-unmovable-next-kind = Only a request for portability can be answered by sending straight to another firm.
transfer-unmovable-next-receiver = Enter the name of the firm, at most 200 characters.
transfer-unmovable-next-address = Enter an e-mail address, or an address that begins with https://.
transfer-unmovable-next-inside = This address leads to this machine or an internal network. Enter a public one.
transfer-unmovable-next-no-mail = Set a mail server in Settings, or enter an https address of the receiver.
transfer-unmovable-next-nothing = Nothing is held that the person gave us on a consent or a contract (Art. 20(1) GDPR). Refuse on that ground.
transfer-unmovable-next-pending = Find out first whether the earlier transfer arrived.
transfer-unmovable-next-too-large = The file is too large to be sent. Hand the files to the person.
transfer-unmovable-next-key = Check the public key: it begins with age1. Give the secret key to nobody.

transfer-answer = We sent your data straight to { $receiver } on { $day }. From then on they are responsible for their copy.
transfer-mail-subject = Data to be moved, from { $controller }
transfer-mail-lead = Good morning,
    a person whose data are processed by { $controller } asked for them to be sent straight to you (Art. 20(2) GDPR).
transfer-mail-file = The attachment { $file } is a ZIP archive with JSON, CSV and vCard files, encrypted with age (age-encryption.org).
transfer-mail-passphrase = You will be told the passphrase by another way.
transfer-mail-key = The secret key to your public key opens the file.
transfer-mail-end = If this message reached you by mistake, please delete it and let us know.
    { $controller }, { $contact }
done-transfer-settled = Saved.
done-own-moving = We have received your request. You will find the answer on this page.
done-own-moving-before = Such a request is waiting already. Nothing need be done twice.

own-move = Send my data to another firm
own-move-text = What you gave us on a consent or a contract we send encrypted, straight to the firm you name, if that can be done. If not, you get the files and the reason.
own-move-receiver = Name of the firm
own-move-address = Its e-mail address or website, if you know it
own-move-submit = Ask for the transfer
