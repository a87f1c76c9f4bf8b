# Terms from evidence: how long to wait for an answer.
retention-tab-calendar = Calendar and rules
retention-tab-evidence = How long to wait
evidence-title = How long to wait for an answer
evidence-lead = How many people still buy after so many days of silence? Once hardly anybody does, nothing justifies keeping their data.
evidence-default = The default term counts: { $term } from the last contact. You can replace it by one that your own leads prove.
evidence-in-force = A term from evidence counts: { $term } of silence
evidence-approved = Approved by { $who }, { $date }.
evidence-holds-until = The approval holds until { $date }; then the default term returns.
evidence-dataset = Hash of the data it rests on:
evidence-end = Return to the default term ({ $term })
evidence-says = What closed leads say
evidence-share = Stop waiting once fewer buy than
evidence-empty-title = No lead is closed yet
evidence-empty-text = When somebody who asked for an offer buys, or stays silent until the end of the term, a counter without a name remains. This curve is drawn from such counters.
evidence-counted = { $n ->
    [one] { $n } lead closed since { $day }, of which bought: { NUMBER($bought) }.
   *[other] { $n } leads closed since { $day }, of which bought: { NUMBER($bought) }.
}
evidence-slowest = The curve is that of the offer “{ $product }”, which takes longest to sell.
evidence-chart = Who still buys though silent
evidence-chart-days = days
evidence-chart-bound = at most (95%)
evidence-chart-seen = observed
evidence-chart-limit = limit { $share }
evidence-chart-told = The chance of a sale falls with every day of silence. After { $days } it is at most { $share }.
evidence-chart-open = The chance of a sale falls with every day of silence, but is not seen to fall below { $share }.
evidence-proposed = { $n ->
    [one] { $n } day is enough
   *[other] { $n } days are enough
}
evidence-because = Whoever has been silent for { $days } buys with a chance of at most { $share } (95% confidence).
evidence-seen = Observed: { NUMBER($late) } such purchases among { NUMBER($watched) } leads.
evidence-reaches = { $n ->
    [one] { $n } value ({ $people }) gets an earlier last day at once.
   *[other] { $n } values ({ $people }) get an earlier last day at once.
}
evidence-due = { $n ->
    [one] Of these { $n } goes with the next run.
   *[other] Of these { $n } go with the next run.
}
evidence-reaches-none = Values that you hold already keep their terms. What comes in from now on gets the new one.
evidence-approve = { $n ->
    [one] Approve { $n } day
   *[other] Approve { $n } days
}
evidence-approve-hint = The approval holds for 12 months and goes into the ledger with the hash of the data.
evidence-too-few = Too few leads to prove anything
evidence-too-few-text = At least 200 closed leads of the last 24 months are needed. Until then the default term counts: { $term }.
evidence-never-low = The data prove no term
evidence-never-low-text = On no day, up to twelve months, is the chance of a sale proved to be below this limit. Lack of proof makes no term longer: the default counts, { $term }.
evidence-method = How it is counted
evidence-method-silence = Silence runs from the last sign of the person, or from the last contact they had agreed to. Our further messages and refreshed data do not break it.
evidence-method-watched = A silent lead counts for a day only if it was watched for 14 days more. Otherwise a short term would prove a still shorter one by itself.
evidence-method-bound = The upper bound is the exact interval of Clopper and Pearson, one-sided, 95%. With small numbers it errs towards keeping longer, never shorter.
evidence-method-limits = The term is the first day from the 14th to the 365th on which the upper bound is below the chosen share. An offer with at least 200 leads is also weighed by itself, and the longer term wins.
evidence-offers = By offer
evidence-offer = Offer
evidence-closed = Closed
evidence-bought = Bought
evidence-rest = others, each with fewer than 10 leads
evidence-anonymous = These are counters without names: month, offer, number of contacts, length of the silence and outcome. They stay when the people’s data are gone.
evidence-past = Earlier approvals
evidence-ended = It held until { $date }.
evidence-uncounted = Before you approve this term, count which data it would reach.
evidence-count = Count what it would reach
evidence-count-anew = Count anew
evidence-counting = Counting which data this term would reach
evidence-counted-at = Counted: { $moment }.
evidence-old = More than a day has passed since the count. Count anew, so that you approve what is there.
evidence-moved = More than one in a hundred of the values concerned has changed since the count. Count anew.
evidence-applying = The data that you hold already are getting the new term
evidence-can-leave = You can close this page. The work goes on, also after the server is started again.
evidence-changed = New leads were closed since this page was opened, so the result may have changed.
evidence-changed-safe = Nothing was approved. The same term counts as before.
evidence-changed-next = Go back to the curve, look at the new result and approve it again.
done-evidence-approved = The term is approved. What is past it already goes with the next run.
done-evidence-ended = The default term has returned. Values whose term was shortened keep the shorter one.
contract-title = Contract
contract-open = We concluded a contract
contract-lead = The person moves to the contracts, and their name and addresses serve performing the contract. That is no consent to advertising.
contract-number = Number of the contract or order
contract-informed = We told them what we do with data under the contract (Art. 13)
contract-submit = Record the contract
done-contract = The contract is recorded. The person now stands among the contracts.
contract-refused = The contract was not recorded: { $why }.
contract-refused-safe = The person’s data are as they were.
contract-refused-next = Go back to the person and correct the entry. If the purpose “perform a contract” is off, an administrator can switch it on in the settings.
refusal-contract-unnumbered = no number of a contract or order was given
refusal-contract-closed = no value of this person may serve performing a contract
touch-contract = Contract concluded
happened-term-decided = a term of keeping was changed
happened-hold-decided = a legal hold was changed
