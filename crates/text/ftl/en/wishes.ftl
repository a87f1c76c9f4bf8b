# A wish that somebody who is no officer heard or read: passing it on to the register of requests.
access-area-passing = Passing on what people ask for
wish-title = Pass a wish on to the officer
wish-lead = Did somebody call or write what they want done with their data? Note it at once. The term runs from the day they told the firm, not from the day it is passed on (Art. 12(3) GDPR). The officer takes it from there.
wish-said = What they said or wrote
wish-wrong = Check the day, it cannot be in the future, and say what the person said.
wish-submit = Pass it on
done-wish-passed = The officer has the wish, and the clock is running. Promise the person no more than an answer.
