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
reason-pack-expired = We have no rules that are valid for this day.
    .remedy = Load a current law pack. Until then the answer is no.
reason-store-down = We cannot check consents and objections right now.
    .remedy = Try again in a moment. As long as we cannot check, we do not send.
reason-actor-not-authorised = You have no access to these data for this purpose.
    .remedy = Choose another working purpose or ask the administrator for a grant.
reason-training-expired = Your data protection training has lapsed.
    .remedy = Renew the training; access returns as soon as its date is entered.
reason-subject-erased = This person’s data have been erased.
    .remedy = Nothing can be done, and that is as it should be. If they write to you themselves, you start afresh.
reason-quarantined = This person was not told in time that you hold their data, so the data are closed.
    .remedy = Send them the overdue notice. Once it is delivered the data open by themselves.
reason-restricted-18 = This person asked that their data not be used for now.
    .remedy = Settle their request and lift the restriction, telling them first.
reason-hold-only-claims = These data are kept for a dispute only.
    .remedy = Use them for the claim alone, or wait until the hold ends.
reason-child-protected = These are a child’s data, and there is no consent of a parent.
    .remedy = Ask a parent or guardian for a consent that can be shown.
reason-special-category-uncleared = These are specially protected data, such as health, and nothing allows them here.
    .remedy = Take them out of the text. If they are needed, the officer must name and document a condition.
reason-offence-data = Data on convictions and offences may not be held here.
    .remedy = Take them out of the text. They may be held only where an act demands it.
reason-forbidden-field = A value like this is not held here at all, or only with an act in hand.
    .remedy = Do without it, or cite the act that requires it.
reason-purpose-inactive = This purpose is switched off or is not in the register.
    .remedy = Switch the purpose on in the settings and enter it in the register of processing.
reason-dpia-missing = The impact assessment for this purpose is missing.
    .remedy = The officer must carry out and approve an impact assessment.
reason-lia-missing = Nobody has written down why your interest outweighs the person’s rights here.
    .remedy = Do the balancing test and have the officer approve it.
reason-lia-expired = The balancing test for this purpose has lapsed.
    .remedy = Review the test and have it approved again.
reason-not-necessary = This purpose does not need this value.
    .remedy = Do without it, or work for a purpose that needs it.
reason-unused-field = Nobody has used this value for a long time.
    .remedy = Erase it. If it is needed, write down what for.
reason-duplicate-copy = This is a copy of data that are already here.
    .remedy = Use the data here and remove the copy where it was left.
reason-source-not-approved = Nobody has approved this source.
    .remedy = Ask the officer to assess the source, or get the data elsewhere.
reason-source-unverified = It cannot be shown where these data come from.
    .remedy = Attach proof of origin for each person, or do not import these data.
reason-expectation-exceeded = This person could not expect you to use their data this way.
    .remedy = Ask them. Data shown to a chosen few are not there for the taking.
reason-basis-missing = There is no legal basis for this purpose.
    .remedy = It takes the person’s consent, their request, a contract or an approved balancing test.
reason-consent-invalid = This person’s consent does not meet the conditions, or cannot be shown.
    .remedy = Ask for a new consent, given separately and knowingly. The old one cannot be mended.
reason-consent-withdrawn = This person withdrew their consent.
    .remedy = Respect that. Only they can give a new consent, of their own will.
reason-consent-expired = This person’s consent has expired.
    .remedy = Ask again the next time they contact you.
reason-purpose-incompatible = The data were collected for another purpose, which does not cover this.
    .remedy = It takes a basis of its own, or a recorded compatibility test and telling the person first.
reason-purpose-laundering = Technical data may not serve marketing.
    .remedy = Leave it, or ask for consent to tracking.
reason-objected-21-3 = This person objected to marketing. That is final.
    .remedy = Do not contact them for marketing. Only they can change it, by a new consent.
reason-objection-pending = This person raised an objection that is still being weighed.
    .remedy = Wait for the decision; until then the data are restricted.
reason-notice-overdue = The term for telling this person that you hold their data has passed.
    .remedy = Send the overdue notice. Once it is delivered we check again.
reason-notice-required-first = First tell this person that you hold their data, from where and what for.
    .remedy = Put the notice into the first message, or send it before.
reason-retention-expired = The time these data could be kept has passed.
    .remedy = Run retention: these data will be erased.
reason-suppressed = This address is on the suppression list.
    .remedy = Do not write to it. Only the person it belongs to can take it off the list.
reason-channel-no-consent = This person has not agreed to be contacted this way.
    .remedy = Send a letter, or ask for consent when they contact you. Asking for consent is marketing too.
reason-channel-scope = This person agreed to something else.
    .remedy = Keep to what was agreed, or ask for more in a conversation they begin.
reason-contact-cap = The agreed number of contacts is used up.
    .remedy = Wait until this person answers.
reason-too-early = The agreed day has not come yet.
    .remedy = Send on the agreed day, or schedule it.
reason-mixed-content = There is promotion in a message that must have none.
    .remedy = Take the promotion out and send the matter itself.
reason-label-missing = The message lacks a sender, an address or a way out.
    .remedy = Add the sender’s details and an unsubscribe link.
reason-ai-disclosure-missing = The person would not learn that a machine is talking to them.
    .remedy = Begin with a sentence saying that this is an AI system.
reason-device-no-consent = This person has not agreed to tracking on their device.
    .remedy = Send without tracking, or ask for consent on the website.
reason-signal-refusal = This person’s browser asks not to be tracked.
    .remedy = Respect the signal. Only an express consent can override it.
reason-art22-human-required = A human must decide this, not a program.
    .remedy = Hand it to somebody who can change the outcome, and record their decision.
reason-dpa-missing = There is no processing agreement with this recipient.
    .remedy = Sign a processing agreement and add it to the register.
reason-recipient-basis-missing = The recipient has no basis of its own for having these data.
    .remedy = Ask the person for consent to the disclosure, naming the recipient.
reason-transfer-no-mechanism = Nothing allows sending these data to the recipient’s country.
    .remedy = Choose a recipient in the Union, or sign standard contractual clauses.
reason-transfer-invalid-mechanism = What the transfer abroad rests on is no longer valid.
    .remedy = Replace it by a mechanism that is, such as standard contractual clauses.
reason-tia-missing = Nobody has assessed whether the data will be safe in the recipient’s country.
    .remedy = Carry out a transfer impact assessment and attach it to the contract.

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
    .article = art. 6(1)(a) GDPR
basis-b = contract
    .article = art. 6(1)(b) GDPR
basis-c = legal obligation
    .article = art. 6(1)(c) GDPR
basis-f = legitimate interest
    .article = art. 6(1)(f) GDPR

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
source-event = fair, conference
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
purpose-rights-handling = handling requests of persons

## Fields

field-first-name = first name
field-last-name = last name
field-full-name = full name
field-email = e-mail
field-phone = telephone
field-position = position
field-company = company
field-company-name = company name
field-website = website
field-street = street
field-postal-code = postal code
field-city = city
field-country = country
field-address = address
field-home-address = home address
field-birth-date = date of birth
field-nip = NIP (tax number)
field-regon = REGON
field-krs = KRS number
field-pesel = PESEL
field-id-card = ID card number
field-passport = passport number
field-iban = bank account
field-tax-id = NIP (tax number)
field-note = note
field-notes = notes
field-message = what was said
field-chat-history = what was said
field-source = source
field-consent = consent
field-pkd = PKD
field-legal-form = legal form
field-share-capital = share capital
field-registered-on = date of registration
field-registered-address = registered office
field-employees = number of employees
field-revenue = revenue
field-result = result
field-score = score
field-interest = interest
field-board-role = role on the board
field-health = health
field-invoice = invoice
field-messenger-name = name in the messenger
