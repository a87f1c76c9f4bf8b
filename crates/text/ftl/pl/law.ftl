# Słowa prawa. Pierwszy poziom bez prawniczego języka; artykuł stoi obok i jest o jedno kliknięcie dalej.

outcome-allow = Wolno
outcome-deny = Nie wolno
outcome-pending = Czeka na człowieka

## Kroki decyzji

step-0 = Czy wszystko jest znane i czy da się to sprawdzić
step-1 = Czy Ty możesz to zrobić
step-2 = W jakim stanie są dane tej osoby
step-3 = Czy wolno trzymać takie dane
step-4 = Czy ten cel jest czynny i udokumentowany
step-5 = Czy ta dana jest do tego celu potrzebna
step-6 = Czy źródło jest pewne
step-7 = Czy jest podstawa
step-8 = Czy osoba się nie sprzeciwiła
step-9 = Czy osoba wie, że mamy jej dane
step-10 = Czy nie minął czas przechowywania
step-11 = Czy wolno się odezwać tym kanałem
step-12 = Czy wolno sięgnąć do urządzenia
step-13 = Czy rozstrzyga człowiek
step-14 = Czy wolno przekazać dane odbiorcy
step-15 = Co trzeba przy tym zrobić

## Powody odmowy: co się stało i co by to zmieniło

reason-unknown-input = Nie wiemy dość, żeby na to pozwolić.
    .remedy = Uzupełnij to, czego brakuje w pytaniu: osobę, cel albo rodzaj danej.
    .short = brak informacji
reason-pack-expired = Nie mamy aktualnych przepisów na ten dzień.
    .remedy = Wgraj aktualny pakiet prawa. Do tego czasu odpowiadamy „nie”.
    .short = brak aktualnych przepisów
reason-store-down = Nie możemy teraz sprawdzić zgód i sprzeciwów.
    .remedy = Spróbuj za chwilę. Dopóki nie możemy sprawdzić, nie wysyłamy.
    .short = nie da się sprawdzić
reason-actor-not-authorised = Nie masz dostępu do tych danych w tym celu.
    .remedy = Wybierz inny cel pracy albo poproś administratora o upoważnienie.
    .short = brak dostępu
reason-training-expired = Twoje szkolenie z ochrony danych straciło ważność.
    .remedy = Odnów szkolenie; dostęp wróci od razu po wpisaniu jego daty.
    .short = nieważne szkolenie
reason-subject-erased = Dane tej osoby zostały usunięte.
    .remedy = Nic nie da się zrobić i tak ma być. Jeśli ta osoba odezwie się sama, zaczniecie od nowa.
    .short = dane usunięte
reason-quarantined = Tej osoby nie poinformowano na czas, że masz jej dane, więc są zamknięte.
    .remedy = Wyślij jej zaległą informację. Po doręczeniu dane otworzą się same.
    .short = dane zamknięte
reason-restricted-18 = Ta osoba poprosiła, żeby jej danych na razie nie używać.
    .remedy = Rozstrzygnij jej żądanie i zdejmij ograniczenie, uprzedzając ją o tym.
    .short = ograniczone na prośbę osoby
reason-hold-only-claims = Te dane są zatrzymane tylko na potrzeby sporu.
    .remedy = Używaj ich wyłącznie do roszczeń albo poczekaj na koniec wstrzymania.
    .short = zatrzymane do sporu
reason-child-protected = To dane dziecka i nie ma zgody rodzica.
    .remedy = Poproś rodzica lub opiekuna o zgodę, którą da się wykazać.
    .short = dane dziecka
reason-special-category-uncleared = To dane szczególnie chronione, na przykład o zdrowiu, i nic nie pozwala ich tu trzymać.
    .remedy = Usuń je z treści. Jeśli są konieczne, inspektor musi wskazać warunek i go udokumentować.
    .short = dane szczególnie chronione
reason-offence-data = Danych o wyrokach i czynach zabronionych tu nie wolno trzymać.
    .remedy = Usuń je z treści. Wolno je mieć tylko tam, gdzie nakazuje to ustawa.
    .short = dane o wyrokach
reason-forbidden-field = Takiej danej nie trzymamy w ogóle albo tylko z przepisem w ręku.
    .remedy = Zrezygnuj z tej danej albo wskaż ustawę, która każe ją mieć.
    .short = tej danej nie trzymamy
reason-purpose-inactive = Ten cel jest wyłączony albo nie ma go w rejestrze.
    .remedy = Włącz cel w ustawieniach i wpisz go do rejestru czynności.
    .short = cel wyłączony
reason-dpia-missing = Dla tego celu brakuje oceny skutków.
    .remedy = Inspektor musi przeprowadzić i zatwierdzić ocenę skutków.
    .short = brak oceny skutków
reason-lia-missing = Nikt nie zapisał, dlaczego Twój interes przeważa tu nad prawami osoby.
    .remedy = Przeprowadź test równowagi i daj go inspektorowi do zatwierdzenia.
    .short = brak testu równowagi
reason-lia-expired = Test równowagi dla tego celu stracił ważność.
    .remedy = Przejrzyj test i zatwierdź go ponownie.
    .short = nieważny test równowagi
reason-not-necessary = Ta dana nie jest do tego celu potrzebna.
    .remedy = Obejdź się bez niej albo pracuj w celu, który jej wymaga.
    .short = dana niepotrzebna
reason-unused-field = Tej danej od dawna nikt nie użył.
    .remedy = Usuń ją. Jeśli jest potrzebna, zapisz do czego.
    .short = dana nieużywana
reason-duplicate-copy = To kopia danych, które są już w bazie.
    .remedy = Korzystaj z danych w bazie, a kopię usuń tam, gdzie została.
    .short = kopia
reason-source-not-approved = Tego źródła nikt nie zatwierdził.
    .remedy = Poproś inspektora o ocenę źródła albo weź dane skądinąd.
    .short = źródło niezatwierdzone
reason-source-unverified = Nie da się wykazać, skąd są te dane.
    .remedy = Dołącz dowód pochodzenia dla każdej osoby albo nie importuj tych danych.
    .short = źródło niewykazane
reason-expectation-exceeded = Ta osoba nie mogła się spodziewać, że tak użyjesz jej danych.
    .remedy = Zapytaj ją samą. Dane widoczne tylko dla wybranych nie są do wzięcia.
    .short = poza oczekiwaniem osoby
reason-basis-missing = Na ten cel nie ma żadnej podstawy.
    .remedy = Potrzebna jest zgoda tej osoby, jej prośba, umowa albo zatwierdzony test równowagi.
    .short = brak podstawy
reason-consent-invalid = Zgoda tej osoby nie spełnia warunków albo nie da się jej wykazać.
    .remedy = Poproś o nową zgodę, daną osobno i świadomie. Starej nie da się poprawić.
    .short = zgoda nieważna
reason-consent-withdrawn = Ta osoba cofnęła zgodę.
    .remedy = Uszanuj to. Tylko ona może dać nową zgodę, z własnej woli.
    .short = zgoda cofnięta
reason-consent-expired = Zgoda tej osoby wygasła.
    .remedy = Zapytaj ją ponownie przy najbliższym kontakcie, który sama zacznie.
    .short = zgoda wygasła
reason-purpose-incompatible = Dane zebrano w innym celu, którego to nie obejmuje.
    .remedy = Potrzebna jest osobna podstawa albo zapisana ocena zgodności celów i uprzedzenie osoby.
    .short = inny cel
reason-purpose-laundering = Dane techniczne nie mogą służyć marketingowi.
    .remedy = Zrezygnuj albo poproś o zgodę na śledzenie.
    .short = dane techniczne
reason-objected-21-3 = Ta osoba sprzeciwiła się marketingowi. To ostateczne.
    .remedy = Nie kontaktuj się z nią marketingowo. Tylko ona może to zmienić, dając nową zgodę.
    .short = sprzeciw
reason-objection-pending = Ta osoba wniosła sprzeciw, który jeszcze rozpatrujemy.
    .remedy = Poczekaj na rozstrzygnięcie; do tego czasu dane są ograniczone.
    .short = sprzeciw rozpatrywany
reason-notice-overdue = Minął termin, w którym trzeba było powiedzieć tej osobie, że masz jej dane.
    .remedy = Wyślij zaległą informację. Po doręczeniu sprawdzimy jeszcze raz.
    .short = zaległa informacja
reason-notice-required-first = Najpierw powiedz tej osobie, że masz jej dane, skąd i po co.
    .remedy = Dołącz informację do pierwszej wiadomości albo wyślij ją wcześniej.
    .short = najpierw informacja
reason-retention-expired = Minął czas, przez który wolno było trzymać te dane.
    .remedy = Uruchom retencję: te dane zostaną usunięte.
    .short = minął termin
reason-suppressed = Ten adres jest na liście sprzeciwów.
    .remedy = Nie pisz na ten adres. Zdejmie go z listy tylko osoba, do której należy.
    .short = lista sprzeciwów
reason-channel-no-consent = Ta osoba nie zgodziła się na kontakt tym kanałem.
    .remedy = Wyślij list albo poproś o zgodę, gdy sama się odezwie. Pytanie o zgodę też jest marketingiem.
    .short = brak zgody na kanał
reason-channel-scope = Ta osoba zgodziła się na coś innego.
    .remedy = Trzymaj się tego, na co jest zgoda, albo poproś o szerszą przy rozmowie, którą sama zacznie.
    .short = zgoda na co innego
reason-contact-cap = Wykorzystano umówioną liczbę kontaktów.
    .remedy = Poczekaj, aż ta osoba odpowie.
    .short = limit kontaktów
reason-too-early = Umówiony dzień jeszcze nie nadszedł.
    .remedy = Wyślij w umówionym dniu albo zaplanuj wysyłkę.
    .short = za wcześnie
reason-mixed-content = W tej wiadomości jest reklama, a być jej nie może.
    .remedy = Usuń reklamę i wyślij samą sprawę.
    .short = reklama w treści
reason-label-missing = W wiadomości brakuje nadawcy, adresu albo drogi rezygnacji.
    .remedy = Dodaj dane nadawcy i odnośnik do rezygnacji.
    .short = brak oznaczeń
reason-ai-disclosure-missing = Rozmówca nie dowie się, że mówi do niego maszyna.
    .remedy = Dodaj na początku zdanie, że to system sztucznej inteligencji.
    .short = brak informacji o AI
reason-device-no-consent = Ta osoba nie zgodziła się na śledzenie na swoim urządzeniu.
    .remedy = Wyślij bez śledzenia albo poproś o zgodę na stronie.
    .short = brak zgody na śledzenie
reason-signal-refusal = Przeglądarka tej osoby prosi, żeby jej nie śledzić.
    .remedy = Uszanuj sygnał. Może go odwołać tylko wyraźna zgoda.
    .short = sygnał przeglądarki
reason-art22-human-required = O tym musi rozstrzygnąć człowiek, nie program.
    .remedy = Przekaż sprawę osobie, która może zmienić wynik, i zapisz jej decyzję.
    .short = rozstrzyga człowiek
reason-dpa-missing = Z tym odbiorcą nie ma umowy powierzenia.
    .remedy = Podpisz umowę powierzenia i dodaj ją do rejestru.
    .short = brak umowy powierzenia
reason-recipient-basis-missing = Odbiorca nie ma własnej podstawy, żeby dostać te dane.
    .remedy = Poproś osobę o zgodę na udostępnienie, z nazwą odbiorcy.
    .short = odbiorca bez podstawy
reason-transfer-no-mechanism = Nic nie pozwala wysłać tych danych do kraju odbiorcy.
    .remedy = Wybierz odbiorcę w Unii albo zawrzyj standardowe klauzule umowne.
    .short = brak podstawy przekazania
reason-transfer-invalid-mechanism = To, na czym opiera się przekazanie za granicę, już nie obowiązuje.
    .remedy = Zastąp je mechanizmem, który obowiązuje, na przykład standardowymi klauzulami.
    .short = nieważna podstawa przekazania
reason-tia-missing = Nikt nie ocenił, czy dane będą bezpieczne w kraju odbiorcy.
    .remedy = Przeprowadź ocenę skutków przekazania i dołącz ją do umowy.
    .short = brak oceny przekazania

## Obowiązki przy tym, na co pozwolono

obligation-log = Zapisujemy to w dzienniku
obligation-mask = Pokaż tylko część
obligation-pseudonymise = Najpierw zastąp nazwisko pseudonimem
obligation-include-optout = Dodaj drogę rezygnacji
obligation-include-art14 = Dołącz informację, skąd masz dane
obligation-art14-due = Poinformuj osobę do { $date }
obligation-label-commercial = Oznacz jako informację handlową
obligation-scc-fallback = Dodaj standardowe klauzule umowne w 30 dni
obligation-notify-recipients = Powiadom odbiorców danych
obligation-erase = Usuń te dane
obligation-purge-copy = Usuń kopię u źródła
obligation-quarantine = Zamknij dane do czasu wyjaśnienia
obligation-strip-tracking = Wyślij bez śledzenia
obligation-destruction-protocol = Sporządź protokół zniszczenia
obligation-human-review = Niech rozstrzygnie człowiek

## Co się robi z danymi

action-collect = Zebranie
action-read = Odczyt
action-use = Użycie
action-send = Wysłanie
action-disclose = Przekazanie
action-export = Wydanie w pliku
action-profile = Profilowanie
action-decide = Decyzja o osobie
action-device-access = Dostęp do urządzenia
action-erase = Usunięcie
action-notify = Zawiadomienie

## Podstawy

basis-a = zgoda
    .article = art. 6 ust. 1 lit. a RODO
basis-b = umowa
    .article = art. 6 ust. 1 lit. b RODO
basis-c = obowiązek prawny
    .article = art. 6 ust. 1 lit. c RODO
basis-f = uzasadniony interes
    .article = art. 6 ust. 1 lit. f RODO

## Kto, w jakiej grupie, jakim kanałem

kind-natural = osoba prywatna
kind-sole-trader = przedsiębiorca
kind-org-contact = osoba w firmie
kind-legal-person = firma

group-leads = leady
group-contracts = umowy
group-archive = archiwum

channel-email = e-mail
channel-sms = SMS
channel-mms = MMS
channel-messenger-dm = komunikator
channel-call-live = telefon
channel-call-auto = automat telefoniczny
channel-fax = faks
channel-push = powiadomienie
channel-post = list
channel-in-person = spotkanie

content-commercial = marketing
content-solicit-consent = pytanie o zgodę
content-requested = zamówiona oferta
content-transactional = obsługa umowy
content-legal-notice = informacja z obowiązku

## Źródła i co z nich wynika

source-form = formularz
    .duty = Osoba podała dane sama. Informacja o danych należy się jej od razu, przy formularzu.
source-call = rozmowa telefoniczna
    .duty = Osoba podała dane sama. Powiedz jej o nich w rozmowie albo tuż po niej.
source-chat = czat
    .duty = Osoba podała dane sama. Informacja należy się jej na początku rozmowy.
source-messenger = komunikator
    .duty = Osoba podała dane sama. Po przeniesieniu do bazy kopię w komunikatorze usuń w 7 dni.
source-event = targi
    .duty = Jeśli osoba sama zostawiła dane, informacja należy się od razu; lista od organizatora wymaga zawiadomienia w miesiąc.
source-card = wizytówka
    .duty = Osoba dała ją sama. Wizytówka to nie zgoda na marketing.
source-webinar = webinar
    .duty = Zapis na webinar to nie zgoda na newsletter. Informacja należy się przy zapisie.
source-registry-krs = KRS
    .duty = Osoby z zarządu zawiadom w miesiąc, że masz ich dane.
source-registry-ceidg = CEIDG
    .duty = Dane przedsiębiorcy to dane osobowe. Zawiadom go w miesiąc.
source-regon = REGON
    .duty = Dane przedsiębiorcy to dane osobowe. Zawiadom go w miesiąc.
source-registry-other = inny rejestr publiczny
    .duty = Dane przedsiębiorcy to dane osobowe. Zawiadom go w miesiąc.
source-website = strona firmy
    .duty = Osobę ze strony zawiadom w miesiąc. Numer na stronie to nie zgoda na telefon.
source-social = media społecznościowe
    .duty = Wymaga zatwierdzenia źródła. Danych o ograniczonej widoczności nie bierz.
source-broker = zakupiona baza
    .duty = Każdy wiersz potrzebuje dowodu zgody. Bez niego odmówimy.
source-referral = polecenie
    .duty = Osobę poleconą zawiadom przy pierwszym kontakcie, najpóźniej w miesiąc.
source-api-enrich = usługa wzbogacania
    .duty = Wymaga zatwierdzenia źródła i zawiadomienia w miesiąc.
source-cookie = plik cookie
    .duty = Tylko za zgodą danej na stronie.
source-import = poprzedni system
    .duty = Własne dane z dawnego systemu. Sprzeciwy i wypisania wczytamy najpierw.
source-manual = wpis ręczny
    .duty = Zapisz, skąd to wiesz. Bez źródła nie przyjmiemy.

duty-13 = informacja przy zebraniu
duty-14 = zawiadomienie w miesiąc

class-public-org = jawne dane firmy
class-basic = dane podstawowe
class-contact = dane kontaktowe
class-behavioural = zachowania
class-financial = finanse
class-restricted = numery urzędowe
class-special = dane szczególnie chronione
class-offence = wyroki i czyny zabronione
class-child = dane dziecka
class-secret = hasła i karty

permission-consent = zgoda na kanał
permission-requested = prośba o ofertę
permission-soft-optin = wcześniejszy zakup
permission-none-required = nie potrzeba zgody

consent-given = udzielona
consent-refused = odmówiona
consent-withdrawn = cofnięta
consent-expired = wygasła
consent-invalidated = nieważna

objection-21-1 = sprzeciw z powodu sytuacji osoby
objection-21-2 = sprzeciw wobec marketingu
objection-signal-gpc = sygnał przeglądarki

ending-superseded = zastąpiona nowszą
ending-expired = minął termin
ending-objected = sprzeciw
ending-withdrawn = cofnięta zgoda
ending-erased = usunięta na żądanie
ending-undone = import cofnięty
ending-rectified = poprawiona

notice-due = do wysłania
notice-sent = wysłana
notice-delivered = doręczona
notice-undeliverable = nie do doręczenia
notice-exempt = zwolniona

## Cele

purpose-respond-inquiry = odpowiedź na zapytanie
purpose-send-requested-offer = wysłanie zamówionej oferty
purpose-prepare-contract = przygotowanie umowy
purpose-perform-contract = wykonanie umowy
purpose-accounting-tax = księgowość i podatki
purpose-complaints = reklamacje
purpose-claims = roszczenia
purpose-direct-marketing-own = marketing własny
purpose-direct-marketing-third-party = marketing innych firm
purpose-newsletter = newsletter
purpose-enrich-company = wzbogacanie danych firmy
purpose-enrich-person = wzbogacanie danych osoby
purpose-segment-profile = segmentacja
purpose-lead-scoring = ocena leadów
purpose-device-tracking = śledzenie na stronie
purpose-event-run = obsługa wydarzenia
purpose-survey = badanie satysfakcji
purpose-counterparty-check = sprawdzenie kontrahenta
purpose-security-logs = bezpieczeństwo
purpose-suppression = lista sprzeciwów
purpose-aggregate-stats = statystyka
purpose-share-partner = udostępnienie partnerowi
purpose-ai-assist = pomoc sztucznej inteligencji
purpose-send-offer-email = wysłanie oferty e-mailem
purpose-event-follow-up = kontakt po wydarzeniu
purpose-provide-service = usługa na życzenie
purpose-subject-rights = prawa osoby
purpose-deliver-notice = obowiązek informacyjny
purpose-inspection = kontrola organu nadzorczego

## Pola

field-first-name = imię
field-last-name = nazwisko
field-full-name = imię i nazwisko
field-email = e-mail
field-phone = telefon
field-position = stanowisko
field-company-name = nazwa firmy
field-website = strona
field-street = ulica
field-postal-code = kod pocztowy
field-city = miejscowość
field-country = kraj
field-home-address = adres domowy
field-nip = NIP
field-regon = REGON
field-krs = numer KRS
field-pesel = PESEL
field-note = notatka
field-chat-history = treść rozmowy
field-source = źródło
field-consent = zgoda
field-pkd = PKD
field-legal-form = forma prawna
field-share-capital = kapitał zakładowy
field-registered-on = data wpisu
field-registered-address = siedziba
field-score = ocena
field-health = zdrowie
field-product-interest = zainteresowanie
field-invoice-name = nabywca na fakturze
field-invoice-address = adres na fakturze
field-invoice-nip = NIP na fakturze
field-invoice-no = numer faktury
field-contract-no = numer umowy
field-complaint = reklamacja
field-education = wykształcenie
field-birth-year = rok urodzenia
field-sex = płeć
field-id-document-no = numer dokumentu tożsamości
field-card-number = numer karty płatniczej
field-password = hasło
field-ip-address = adres IP
field-cookie-id = identyfikator cookie
field-job-function = funkcja w organie
field-lead-source-detail = szczegół źródła
field-industry = branża
field-company-size = wielkość firmy
field-registry-status = stan w rejestrze
field-messenger-handle = konto w komunikatorze
field-offence-record = wyroki i czyny zabronione
field-debt = zaległość
field-event-name = wydarzenie
field-bank-account = rachunek bankowy
field-language = język

## Co można zrobić

remedy-none = Nic tego nie zmieni: prawo tego nie dopuszcza.
remedy-correct-input = Uzupełnij dane pytania.
remedy-update-pack = Wgraj aktualny pakiet prawa.
remedy-retry-later = Spróbuj za chwilę.
remedy-authorise-actor = Poproś administratora o upoważnienie albo zmień cel pracy.
remedy-train-actor = Odnów szkolenie.
remedy-deliver-notice = Wyślij tej osobie informację o jej danych.
remedy-lift-restriction = Rozstrzygnij sprawę i zdejmij ograniczenie.
remedy-ask-parent = Poproś rodzica lub opiekuna o zgodę.
remedy-clear-special-category = Usuń tę treść albo daj ją inspektorowi do oceny.
remedy-cite-act = Wskaż ustawę, która każe mieć tę daną.
remedy-activate-purpose = Włącz cel w ustawieniach.
remedy-approve-dpia = Zatwierdź ocenę skutków.
remedy-approve-lia = Zatwierdź test równowagi.
remedy-drop-field = Zrezygnuj z tej danej.
remedy-purge-copy = Usuń kopię i korzystaj z danych w bazie.
remedy-approve-source = Zatwierdź źródło.
remedy-prove-source = Wykaż, skąd są dane.
remedy-ask-consent = Poproś o zgodę, gdy ta osoba sama się odezwie.
remedy-assess-compatibility = Oceń zgodność celów i uprzedź osobę.
remedy-only-the-person = Może to zmienić tylko ta osoba, z własnej woli.
remedy-decide-objection = Rozpatrz sprzeciw.
remedy-erase-value = Usuń tę daną.
remedy-write-letter = Wyślij list.
remedy-wait-until = Poczekaj do umówionego dnia.
remedy-remove-promotion = Usuń reklamę z treści.
remedy-complete-message = Dodaj nadawcę i drogę rezygnacji.
remedy-disclose-ai = Powiedz na początku, że to AI.
remedy-human-decision = Przekaż sprawę człowiekowi.
remedy-sign-dpa = Podpisz umowę powierzenia.
remedy-prove-recipient-basis = Wykaż podstawę odbiorcy.
remedy-choose-mechanism = Wybierz ważną podstawę przekazania.
remedy-carry-out-tia = Przeprowadź ocenę przekazania.

## Stan danych osoby

state-quarantined = zamknięte: zaległa informacja
state-restricted = ograniczone na prośbę osoby
state-hold = zatrzymane do sporu
state-erased = usunięte

## Od czego biegnie termin

start-last-inbound = ostatni kontakt osoby
start-obtained = zebranie danej
start-consent-end = koniec zgody
start-tax-deadline = termin podatku
start-financial-year-end = koniec roku obrotowego
start-settlement = rozliczenie
start-claim-due = wymagalność roszczenia
start-knowledge = dowiedzenie się o szkodzie
start-event-day = dzień wydarzenia
start-transfer-confirmed = przeniesienie do bazy
start-closure = zamknięcie sprawy
start-entry = wpis
start-contract-end = koniec umowy

## Role

role-marketing = marketing
role-sales = sprzedaż
role-service = obsługa klienta
role-accounting = księgowość
role-legal = roszczenia
role-dpo = inspektor ochrony danych
role-admin = administrator
role-system = program
role-inspector = kontrolujący (tylko odczyt)
