# Login, second factor, first run.
login-title = Log in
login-lead = Data about people are read by name: every reading has an author.
login-email = E-mail
login-password = Password
login-submit = Log in
login-failed = We do not know this pair of address and password. Check both.
login-wait = { $n ->
    [one] Too many attempts. Try again in { $n } minute.
   *[other] Too many attempts. Try again in { $n } minutes.
}
totp-title = Second factor
totp-lead = Enter the six digits from the app on your telephone.
totp-code = Code
totp-submit = Confirm
totp-failed = This code does not fit or has passed. Enter the next one.
totp-other-user = Log in as somebody else
enrol-title = Add a second factor
enrol-lead = A password alone is not enough for data about people. It takes an app with codes on your telephone.
enrol-scan = Scan this code in the app
enrol-qr = QR code with the secret of the second factor
enrol-by-hand = I cannot scan, I will type it
enrol-code = Code from the app
enrol-submit = Switch on the second factor

setup-title = Let us begin with three questions
setup-lead = The answers set up the least data that will do. You can change each of them later.
setup-controller = 1. Who is the controller?
setup-controller-hint = The firm that answers for the data. Every person you know something about will see it.
setup-controller-name = Name of the firm
setup-controller-address = Address
setup-officer = 2. Who is the data protection officer?
setup-officer-hint = If there is none, leave it empty; requests will then go to the controller.
setup-officer-name = Full name
setup-officer-email = The officer’s e-mail
setup-leads = 3. What do you do with leads?
setup-leads-hint = Each choice switches on only the purposes it needs, with a basis and a term.
setup-lead-inquiries = I answer enquiries
setup-lead-inquiries-text = Contract or legitimate interest. Data for up to 12 months after the person’s last contact.
setup-lead-offers = I send offers people ask for
setup-lead-offers-text = The person’s request. An agreed number of contacts, and then no more.
setup-lead-newsletter = I send a newsletter
setup-lead-newsletter-text = Only with a consent that can be shown. Until it is withdrawn.
setup-lead-events = I run fairs and webinars
setup-lead-events-text = Running the event. The list for up to 3 months after it.
setup-lead-registers = I look firms up in registers
setup-lead-registers-text = Public company data from KRS. Board members are told within a month.
setup-admin = Your account
setup-admin-name = Full name
setup-password-hint = At least 12 characters. A few plain words are better than one strange one.
setup-submit = Create the installation
setup-after = A sample import is offered next.
setup-code = Code from the terminal
setup-code-hint = The server printed it when it started: so we know that whoever started it sets it up.
setup-code-wrong = This is not the code that the server printed. Copy it from the terminal.
setup-email-wrong = Give a full e-mail address, such as anna@firm.example.
field-needed = This field is needed.
totp-demo = This is a demonstration: the code from the app is now { $code }.
