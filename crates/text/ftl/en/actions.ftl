# What can be done on a person's page, and what we say then.
done-corrected = Corrected. The former value stays as history until its term ends.
done-objected = Objection recorded. Marketing has ended and the addresses are on the suppression list.
done-objected-before = This objection stands already. Nothing more is needed.
done-withdrawn = Consent withdrawn. The purpose ended at once.
done-withdrawn-before = This consent had been withdrawn already.
done-informed = Recorded: the person was informed.
done-exempted = Recorded: no information is needed. The assessment is kept on file.
done-erase-refused = These data may not be erased for now. They are archived and serve only the purposes that keep them.
done-retention = Retention has finished. Everything past its term is gone.
done-retention-more = The first part is gone. Run it again to finish.

people-filter-before = Ends before { $date }
people-filter-restricted = Restricted
people-filter-org = This firm only
split-no-address = no address { NUMBER($n) }
search-newest-only = More people match; these are the newest. If the one you want is missing, type more letters, or their whole address or number.

word-title = Consents and objections
word-empty = This person has given no consent and made no objection.
word-withdrawn = withdrawn { $date }
word-unproven = It cannot be shown, so it opens nothing
word-wording = Show the wording
word-withdraw = Withdraw
word-objected = objection
word-object = Record an objection to marketing
word-object-text = It works at once and for good: all marketing purposes end, values without another purpose are destroyed, and the addresses go on the suppression list.
word-object-submit = Record the objection
word-via = How it reached us
via-email = by e-mail
via-phone = by phone
via-letter = by letter
via-in-person = in person
via-messenger = by messenger

informed-title = Duty to inform
informed-deliver = Record the delivery
informed-channel = How they were informed
informed-proof = Reference of the proof
informed-proof-hint = The number of the case or file with the receipt, such as DOR-2026/114. No names or addresses: the ledger never forgets.
informed-deliver-submit = They were informed
informed-exempt = No information is needed
informed-ground = Why
informed-assessment = Assessment
informed-assessment-hint = In a full sentence, without the person’s data. It is kept on file.
informed-exempt-submit = Record the exemption
informed-proof-wrong = This does not look like a reference
informed-proof-wrong-next = Type the number of the case or file: letters, digits, dots, slashes and dashes, up to 40 characters, at least one letter.
informed-assessment-wrong = The assessment is too short
informed-assessment-wrong-next = Say in a full sentence, at least 40 characters, why no information is needed.
informed-reachable = This person can be informed
informed-reachable-next = We hold an address of theirs, so a disproportionate effort cannot be claimed. Send the information and record the delivery.
exemption-informed = the person knows already (Art. 13(4), 14(5)(a) GDPR)
exemption-disproportionate = impossible or a disproportionate effort (Art. 14(5)(b) GDPR)
exemption-laid-down-by-law = obtaining is laid down by law (Art. 14(5)(c) GDPR)
exemption-secrecy = professional secrecy (Art. 14(5)(d) GDPR)

requests-title = Requests
requests-received = received { $date }
requests-answered = answered { $date }

correct-title = Correct a value
correct-lead = The corrected value takes the place of this one. Purpose, basis and term stay the same, and the former value can be seen as history.
correct-now = It is now
correct-value = It should be
correct-submit = Correct
correct-wrong = This value cannot be kept here. Check that it is a full address or number.
correct-same = That is the same value. Type the right one or go back.

reveal-refused = The name stays closed
reveal-refused-text = None of the purposes you work for needs the name of this person.
reveal-shown = The name is shown for the purpose: { $purpose }. The reading is in the ledger.

export-offer-title = Give the data out
export-offer-lead = The person gets everything we hold about them, to read and to load elsewhere.
export-offer-contents = What the copy will hold
export-offer-sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
}
export-offer-history = Consents, objections, contacts and what was done with the data, without the names of staff
export-offer-request-open = A request of { $date } waits for an answer until { $due }. This closes it.
export-offer-request-none = No request is on record, so we will record it now, together with the answer.
export-offer-submit = Give the data out
export-offer-ledger = This is written to the ledger before you see the copy.

erase-keeps-field = { $field } ({ $purposes })
erase-keeps-why = It must be kept, and only for this purpose.
certificate-partial = { $n ->
    [one] { $n } value was erased. The rest is listed below, with its only purposes.
   *[other] { $n } values were erased. The rest is listed below, with its only purposes.
}
certificate-proof-file = Proof (txt)

duty-notice-group = { $n ->
    [one] Tell { $n } person that you have their data
   *[other] Tell { $n } people that you have their data
}
duty-review-do = See the settings

retention-not-yours = Retention is run by the officer or the administrator.

dashboard-stat-facts = Values held
dashboard-offer = { $n ->
    [one] asks for an offer, { NUMBER($used) } of { $n } contact
   *[other] asks for an offer, { NUMBER($used) } of { $n } contacts
}
dashboard-offer-open = asks for an offer
dashboard-consented = consent to: { $purpose }

touch-event-visit = Met at a fair
touch-webinar-visit = Took part in a webinar
touch-form-sent = Form
touch-chat-message = Chat
touch-messenger-message = Message in a messenger
touch-call = Telephone call
touch-business-card = Business card
touch-consent-given = Consent
touch-consent-refused = Consent refused
touch-offer-requested = Request for an offer
touch-offer-sent = Offer sent
touch-inbound = Contact from the person
touch-outbound = Contact from us

count-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
count-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
retention-at-once = at once
retention-year-end = to the end of the year
retention-dropped = { $n ->
    [one] { $n } purpose of values that stay for another
   *[other] { $n } purposes of values that stay for another
}
erase-keeps-suppression-article = Art. 21(3) GDPR
erase-keeps-ledger-article = Art. 5(2) GDPR
erase-submit-refused = Record the request and the refusal
person-opens = Some values are shut. You will see more working for:
