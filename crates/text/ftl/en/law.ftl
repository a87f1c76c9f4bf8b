# The words of the law. No legalese on the first level; the article stands beside it, one click away.

outcome-allow = Allowed
outcome-deny = Not allowed
outcome-pending = Waits for a human

## Steps of the decision

step-0 = Is everything known, and can it be checked
step-1 = May you do this
step-2 = What state are this person’s data in
step-3 = May data like these be held at all
step-4 = Is this purpose active and documented
step-5 = Does this purpose need this value
step-6 = Is the source sound
step-7 = Is there a legal basis
step-8 = Has the person not objected
step-9 = Does the person know that we hold their data
step-10 = Is it still within the time of keeping
step-11 = May this channel be used
step-12 = May the person’s device be accessed
step-13 = Does a human decide
step-14 = May the recipient have the data
step-15 = What must be done along with it

## Reasons of a denial: what happened, and what would change it

reason-unknown-input = We do not know enough to allow this.
    .remedy = Complete what the question lacks: the person, the purpose or the kind of value.
    .short = information missing
reason-pack-expired = We have no rules that are valid for this day.
    .remedy = Load a current law pack. Until then the answer is no.
    .short = no current rules
reason-store-down = We cannot check consents and objections right now.
    .remedy = Try again in a moment. As long as we cannot check, we do not send.
    .short = cannot be checked
reason-actor-not-authorised = You have no access to these data for this purpose.
    .remedy = Choose another working purpose or ask the administrator for a grant.
    .short = no access
reason-training-expired = Your data protection training has lapsed.
    .remedy = Renew the training; access returns as soon as its date is entered.
    .short = training lapsed
reason-subject-erased = This person’s data have been erased.
    .remedy = Nothing can be done, and that is as it should be. If they write to you themselves, you start afresh.
    .short = erased
reason-quarantined = This person was not told in time that you hold their data, so the data are closed.
    .remedy = Send them the overdue notice. Once it is delivered the data open by themselves.
    .short = data closed
reason-restricted-18 = This person asked that their data not be used for now.
    .remedy = Settle their request and lift the restriction, telling them first.
    .short = restricted at request
reason-hold-only-claims = These data are kept for a dispute only.
    .remedy = Use them for the claim alone, or wait until the hold ends.
    .short = held for a dispute
reason-child-protected = These are a child’s data, and there is no consent of a parent.
    .remedy = Ask a parent or guardian for a consent that can be shown.
    .short = a child’s data
reason-special-category-uncleared = These are specially protected data, such as health, and nothing allows them here.
    .remedy = Take them out of the text. If they are needed, the officer must name and document a condition.
    .short = specially protected data
reason-offence-data = Data on convictions and offences may not be held here.
    .remedy = Take them out of the text. They may be held only where an act demands it.
    .short = data on convictions
reason-forbidden-field = A value like this is not held here at all, or only with an act in hand.
    .remedy = Do without it, or cite the act that requires it.
    .short = value not held
reason-purpose-inactive = This purpose is switched off or is not in the register.
    .remedy = Switch the purpose on in the settings and enter it in the register of processing.
    .short = purpose inactive
reason-dpia-missing = The impact assessment for this purpose is missing.
    .remedy = The officer must carry out and approve an impact assessment.
    .short = no impact assessment
reason-lia-missing = Nobody has written down why your interest outweighs the person’s rights here.
    .remedy = Do the balancing test and have the officer approve it.
    .short = no balancing test
reason-lia-expired = The balancing test for this purpose has lapsed.
    .remedy = Review the test and have it approved again.
    .short = balancing test lapsed
reason-not-necessary = This purpose does not need this value.
    .remedy = Do without it, or work for a purpose that needs it.
    .short = value not needed
reason-unused-field = Nobody has used this value for a long time.
    .remedy = Erase it. If it is needed, write down what for.
    .short = value unused
reason-duplicate-copy = This is a copy of data that are already here.
    .remedy = Use the data here and remove the copy where it was left.
    .short = copy
reason-source-not-approved = Nobody has approved this source.
    .remedy = Ask the officer to assess the source, or get the data elsewhere.
    .short = source not approved
reason-source-unverified = It cannot be shown where these data come from.
    .remedy = Attach proof of origin for each person, or do not import these data.
    .short = source not shown
reason-expectation-exceeded = This person could not expect you to use their data this way.
    .remedy = Ask them. Data shown to a chosen few are not there for the taking.
    .short = beyond expectation
reason-basis-missing = There is no legal basis for this purpose.
    .remedy = It takes the person’s consent, their request, a contract or an approved balancing test.
    .short = no basis
reason-consent-invalid = This person’s consent does not meet the conditions, or cannot be shown.
    .remedy = Ask for a new consent, given separately and knowingly. The old one cannot be mended.
    .short = consent invalid
reason-consent-withdrawn = This person withdrew their consent.
    .remedy = Respect that. Only they can give a new consent, of their own will.
    .short = consent withdrawn
reason-consent-expired = This person’s consent has expired.
    .remedy = Ask again the next time they contact you.
    .short = consent expired
reason-purpose-incompatible = The data were collected for another purpose, which does not cover this.
    .remedy = It takes a basis of its own, or a recorded compatibility test and telling the person first.
    .short = other purpose
reason-purpose-laundering = Technical data may not serve marketing.
    .remedy = Leave it, or ask for consent to tracking.
    .short = technical data
reason-objected-21-3 = This person objected to marketing. That is final.
    .remedy = Do not contact them for marketing. Only they can change it, by a new consent.
    .short = objection
reason-objection-pending = This person raised an objection that is still being weighed.
    .remedy = Wait for the decision; until then the data are restricted.
    .short = objection pending
reason-notice-overdue = The term for telling this person that you hold their data has passed.
    .remedy = Send the overdue notice. Once it is delivered we check again.
    .short = notice overdue
reason-notice-required-first = First tell this person that you hold their data, from where and what for.
    .remedy = Put the notice into the first message, or send it before.
    .short = notice first
reason-retention-expired = The time these data could be kept has passed.
    .remedy = Run retention: these data will be erased.
    .short = term passed
reason-suppressed = This address is on the suppression list.
    .remedy = Do not write to it. Only the person it belongs to can take it off the list.
    .short = suppressed
reason-channel-no-consent = This person has not agreed to be contacted this way.
    .remedy = Send a letter, or ask for consent when they contact you. Asking for consent is marketing too.
    .short = no consent to channel
reason-channel-scope = This person agreed to something else.
    .remedy = Keep to what was agreed, or ask for more in a conversation they begin.
    .short = consent to something else
reason-contact-cap = The agreed number of contacts is used up.
    .remedy = Wait until this person answers.
    .short = contact cap
reason-too-early = The agreed day has not come yet.
    .remedy = Send on the agreed day, or schedule it.
    .short = too early
reason-mixed-content = There is promotion in a message that must have none.
    .remedy = Take the promotion out and send the matter itself.
    .short = promotion inside
reason-label-missing = The message lacks a sender, an address or a way out.
    .remedy = Add the sender’s details and an unsubscribe link.
    .short = labels missing
reason-ai-disclosure-missing = The person would not learn that a machine is talking to them.
    .remedy = Begin with a sentence saying that this is an AI system.
    .short = AI not disclosed
reason-device-no-consent = This person has not agreed to tracking on their device.
    .remedy = Send without tracking, or ask for consent on the website.
    .short = no consent to tracking
reason-signal-refusal = This person’s browser asks not to be tracked.
    .remedy = Respect the signal. Only an express consent can override it.
    .short = browser signal
reason-art22-human-required = A human must decide this, not a program.
    .remedy = Hand it to somebody who can change the outcome, and record their decision.
    .short = human decides
reason-dpa-missing = There is no processing agreement with this recipient.
    .remedy = Sign a processing agreement and add it to the register.
    .short = no processing agreement
reason-recipient-basis-missing = The recipient has no basis of its own for having these data.
    .remedy = Ask the person for consent to the disclosure, naming the recipient.
    .short = recipient has no basis
reason-transfer-no-mechanism = Nothing allows sending these data to the recipient’s country.
    .remedy = Choose a recipient in the Union, or sign standard contractual clauses.
    .short = no transfer mechanism
reason-transfer-invalid-mechanism = What the transfer abroad rests on is no longer valid.
    .remedy = Replace it by a mechanism that is, such as standard contractual clauses.
    .short = transfer mechanism invalid
reason-tia-missing = Nobody has assessed whether the data will be safe in the recipient’s country.
    .remedy = Carry out a transfer impact assessment and attach it to the contract.
    .short = no transfer assessment

## Duties that come with an allowance

obligation-log = We write this to the ledger
obligation-mask = Show only a part
obligation-pseudonymise = Replace the name by a pseudonym first
obligation-include-optout = Add a way out
obligation-include-art14 = Say where you have the data from
obligation-art14-due = Inform the person by { $date }
obligation-label-commercial = Mark it as commercial
obligation-scc-fallback = Add standard contractual clauses within 30 days
obligation-notify-recipients = Tell the recipients of the data
obligation-erase = Erase these data
obligation-purge-copy = Remove the copy at the source
obligation-quarantine = Close the data until this is settled
obligation-strip-tracking = Send without tracking
obligation-destruction-protocol = Draw up a protocol of destruction
obligation-human-review = Let a human decide

## What is done with data

action-collect = Collection
action-read = Reading
action-use = Use
action-send = Sending
action-disclose = Disclosure
action-export = Export
action-profile = Profiling
action-decide = Decision about a person
action-device-access = Access to a device
action-erase = Erasure
action-notify = Notice

## Bases

basis-a = consent
    .article = Art. 6(1)(a) GDPR
basis-b = contract
    .article = Art. 6(1)(b) GDPR
basis-c = legal obligation
    .article = Art. 6(1)(c) GDPR
basis-f = legitimate interest
    .article = Art. 6(1)(f) GDPR

## Who, in which group, by which channel

kind-natural = private person
kind-sole-trader = sole trader
kind-org-contact = person at a firm
kind-legal-person = firm

group-leads = leads
group-contracts = contracts
group-archive = archive

channel-email = e-mail
channel-sms = SMS
channel-mms = MMS
channel-messenger-dm = messenger
channel-call-live = telephone
channel-call-auto = automated call
channel-fax = fax
channel-push = push notification
channel-post = letter
channel-in-person = meeting

content-commercial = marketing
content-solicit-consent = asking for consent
content-requested = requested offer
content-transactional = serving a contract
content-legal-notice = notice required by law

## Sources, and what follows from them

source-form = form
    .duty = The person gave the data. They are owed the notice at once, at the form.
source-call = telephone call
    .duty = The person gave the data. Tell them in the call or right after it.
source-chat = chat
    .duty = The person gave the data. They are owed the notice at the start of the chat.
source-messenger = messenger
    .duty = The person gave the data. After moving them here, remove the copy in the messenger within 7 days.
source-event = fair
    .duty = If the person left the data, the notice is owed at once; an organiser’s list needs a notice within a month.
source-card = business card
    .duty = The person handed it over. A business card is no consent to marketing.
source-webinar = webinar
    .duty = Signing up for a webinar is no consent to a newsletter. The notice is owed at sign-up.
source-registry-krs = KRS
    .duty = Tell board members within a month that you hold their data.
source-registry-ceidg = CEIDG
    .duty = A sole trader’s data are personal data. Tell them within a month.
source-regon = REGON
    .duty = A sole trader’s data are personal data. Tell them within a month.
source-registry-other = other public register
    .duty = A sole trader’s data are personal data. Tell them within a month.
source-website = firm’s website
    .duty = Tell a person named on the site within a month. A number on a site is no consent to a call.
source-social = social network
    .duty = The source needs approval. Do not take data of limited visibility.
source-broker = purchased list
    .duty = Every row needs proof of consent. Without it we refuse.
source-referral = referral
    .duty = Tell the person at first contact, within a month at the latest.
source-api-enrich = enrichment service
    .duty = The source needs approval, and the person a notice within a month.
source-cookie = cookie
    .duty = Only with consent given on the website.
source-import = earlier system
    .duty = Your own data from an earlier system. Objections and opt-outs are read first.
source-manual = typed in
    .duty = Write down how you know. Without a source we do not take it.

duty-13 = notice at collection
duty-14 = notice within a month

class-public-org = public data of a firm
class-basic = basic data
class-contact = contact data
class-behavioural = behaviour
class-financial = finances
class-restricted = official numbers
class-special = specially protected data
class-offence = convictions and offences
class-child = a child’s data
class-secret = passwords and cards

permission-consent = consent to the channel
permission-requested = request for an offer
permission-soft-optin = earlier purchase
permission-none-required = no consent needed

consent-given = given
consent-refused = refused
consent-withdrawn = withdrawn
consent-expired = expired
consent-invalidated = invalid

objection-21-1 = objection on grounds of their situation
objection-21-2 = objection to marketing
objection-signal-gpc = signal of the browser

ending-superseded = replaced by a newer one
ending-expired = term reached
ending-objected = objection
ending-withdrawn = consent withdrawn
ending-erased = erased on request
ending-undone = import undone
ending-rectified = corrected

notice-due = to be sent
notice-sent = sent
notice-delivered = delivered
notice-undeliverable = cannot be delivered
notice-exempt = exempt

## Purposes

purpose-respond-inquiry = answering an enquiry
purpose-send-requested-offer = sending a requested offer
purpose-prepare-contract = preparing a contract
purpose-perform-contract = performing a contract
purpose-accounting-tax = accounting and tax
purpose-complaints = complaints
purpose-claims = claims
purpose-direct-marketing-own = own marketing
purpose-direct-marketing-third-party = marketing of others
purpose-newsletter = newsletter
purpose-enrich-company = enriching company data
purpose-enrich-person = enriching personal data
purpose-segment-profile = segmentation
purpose-lead-scoring = lead scoring
purpose-device-tracking = tracking on the website
purpose-event-run = running an event
purpose-survey = satisfaction survey
purpose-counterparty-check = checking a counterparty
purpose-security-logs = security
purpose-suppression = suppression list
purpose-aggregate-stats = statistics
purpose-share-partner = sharing with a partner
purpose-ai-assist = help of AI
purpose-send-offer-email = sending an offer by e-mail
purpose-event-follow-up = follow-up after an event
purpose-provide-service = requested service
purpose-subject-rights = rights of a person
purpose-deliver-notice = duty to inform
purpose-inspection = inspection by the authority

## Fields

field-first-name = first name
field-last-name = last name
field-full-name = full name
field-email = e-mail
field-phone = telephone
field-position = position
field-company-name = company name
field-website = website
field-street = street
field-postal-code = postal code
field-city = city
field-country = country
field-home-address = home address
field-nip = NIP (tax number)
field-regon = REGON
field-krs = KRS number
field-pesel = PESEL
field-note = note
field-chat-history = what was said
field-source = source
field-consent = consent
field-pkd = PKD
field-legal-form = legal form
field-share-capital = share capital
field-registered-on = date of registration
field-registered-address = registered office
field-score = score
field-health = health
field-product-interest = interest
field-invoice-name = name on the invoice
field-invoice-address = address on the invoice
field-invoice-nip = NIP on the invoice
field-invoice-no = invoice number
field-contract-no = contract number
field-complaint = complaint
field-education = education
field-birth-year = year of birth
field-sex = sex
field-id-document-no = identity document number
field-card-number = payment card number
field-password = password
field-ip-address = IP address
field-cookie-id = cookie id
field-job-function = function in an organ
field-lead-source-detail = detail of the source
field-industry = industry
field-company-size = company size
field-registry-status = register status
field-messenger-handle = messenger account
field-offence-record = convictions and offences
field-debt = debt
field-event-name = event
field-bank-account = bank account
field-language = language

## What can be done

remedy-none = Nothing would: the law does not allow it.
remedy-correct-input = Complete the question.
remedy-update-pack = Load a current law pack.
remedy-retry-later = Try again in a moment.
remedy-authorise-actor = Ask the administrator for a grant, or change your working purpose.
remedy-train-actor = Renew the training.
remedy-deliver-notice = Send this person the notice about their data.
remedy-lift-restriction = Settle the matter and lift the restriction.
remedy-ask-parent = Ask a parent or guardian for consent.
remedy-clear-special-category = Take this out, or give it to the officer to assess.
remedy-cite-act = Cite the act that demands this value.
remedy-activate-purpose = Switch the purpose on in the settings.
remedy-approve-dpia = Approve the impact assessment.
remedy-approve-lia = Approve the balancing test.
remedy-drop-field = Do without this value.
remedy-purge-copy = Remove the copy and use the data here.
remedy-approve-source = Approve the source.
remedy-prove-source = Show where the data come from.
remedy-ask-consent = Ask for consent when this person contacts you.
remedy-assess-compatibility = Assess whether the purposes are compatible, and tell the person.
remedy-only-the-person = Only this person can change it, of their own will.
remedy-decide-objection = Decide on the objection.
remedy-erase-value = Erase this value.
remedy-write-letter = Send a letter.
remedy-wait-until = Wait for the agreed day.
remedy-remove-promotion = Take the promotion out.
remedy-complete-message = Add the sender and a way out.
remedy-disclose-ai = Say at the start that this is an AI.
remedy-human-decision = Hand it to a human.
remedy-sign-dpa = Sign a processing agreement.
remedy-prove-recipient-basis = Show the recipient’s basis.
remedy-choose-mechanism = Choose a valid transfer mechanism.
remedy-carry-out-tia = Carry out the transfer assessment.

## State of a person’s data

state-quarantined = closed: notice overdue
state-restricted = restricted at the person’s request
state-hold = held for a dispute
state-erased = erased

## What a term runs from

start-last-inbound = the person’s last contact
start-obtained = collection
start-consent-end = end of consent
start-tax-deadline = tax deadline
start-financial-year-end = end of the financial year
start-settlement = settlement
start-claim-due = the claim falling due
start-knowledge = learning of the damage
start-event-day = day of the event
start-transfer-confirmed = transfer into the CRM
start-closure = closing of the case
start-entry = entry
start-contract-end = end of the contract

## Roles

role-marketing = marketing
role-sales = sales
role-service = customer service
role-accounting = accounting
role-legal = claims
role-dpo = data protection officer
role-admin = administrator
role-system = program
role-inspector = inspector (read only)
