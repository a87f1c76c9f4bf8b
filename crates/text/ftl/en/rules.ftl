# Rules of keeping: details, shortening, the log of runs.
rule-lead = What this rule says, what it holds, and whether less would do.
rule-cap = The longest that evidence may prove
rule-ends = At the end
rule-ends-erase = the data are erased
rule-ends-aggregate = the data are erased, a counter without a name stays
rule-ends-archive = the data move to a closed archive and are erased when the term is over
rule-purposes = Purposes under this rule
rule-open = Open the rule
term-shorten = Shorten the term
term-shorten-lead = You may hold data for less than the rule says, never for longer. A shorter term also reaches data that you hold already.
term-number = How many
term-unit = Of what
term-days = days
term-months = months
term-preview = If the term were { $term }
term-approve = Shorten to { $term }
term-in-force = Shortened term: { $term }
term-empty = Give a number from 1 to 999.
term-not-shorter = That is not shorter than the rule. Only evidence can justify a longer term.
term-contradicts = A term as short or shorter counts already. Two terms at once would contradict each other: return to the default first.
term-statutory = An act sets this term, or an event that is not recorded here, so it cannot be shortened.
term-refused-safe = The same term counts as before.
term-refused-next = Go back to the rule and choose another term.
done-term-shortened = The term is shortened.
done-term-ended = The term of the rule has returned. Values whose term was shortened keep the shorter one.
rule-shortened = shortened
rule-proved = proved
retention-runs = Runs
retention-runs-empty = The first run starts tomorrow at dawn.
retention-run-by = { $who }, { $moment }
retention-run-self = By itself
retention-run-counts = { $n ->
    [one] { $n } value erased ({ $people })
   *[other] { $n } values erased ({ $people })
}
retention-run-ended = people gone entirely: { NUMBER($n) }
retention-run-held = held back: { NUMBER($n) }
retention-run-part = cut off, the next one goes on
retention-strip = The next eight weeks, day by day
retention-strip-day = { $day }: { NUMBER($n) }
retention-on = Preview for a day
retention-preview-on = What retention would erase on { $day }
retention-preview-later = This is the preview of a day to come. Erasing is possible only once it is here.
