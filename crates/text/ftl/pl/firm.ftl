# Firma w skrócie: forma, województwo, wiek, wielkość, działalność.
org-profile = Firma w skrócie
org-form = forma prawna
org-form-by-name = Tak mówi końcówka nazwy. Rejestr tego jeszcze nie potwierdził.
org-voivodeship = województwo
org-age-label = wiek
org-age-new = poniżej roku
org-age = { $years ->
    [one] { $years } rok
    [few] { $years } lata
   *[many] { $years } lat
}
org-age-copied = KRS istnieje od 2001 roku i przepisywał starsze wpisy, więc firma może być starsza.
org-unknown-ask = Jeszcze nie wiemy. Zapytaj rejestr.
org-size = wielkość
org-size-unknown = Jeszcze nie wiemy. Wielkość wynika ze sprawozdania finansowego.
org-size-range = Rozstrzygnęłaby liczba pracujących, a tej w sprawozdaniach nie ma.
org-size-rule = Ustawa o rachunkowości, art. 3, progi od { $year } roku: firma mieści się w klasie, gdy zachowuje dwa z trzech progów w obu latach. Kwoty w złotych.
org-size-assets = aktywa
org-size-revenue = przychody
org-size-people = pracujący
org-size-not-told = nie podano
org-size-up-to = { $class }, najwyżej
word-or-between = { " albo " }
size-micro = mikro
size-small = mała
size-medium = średnia
size-large = duża
legal-form-sole-trader = jednoosobowa działalność gospodarcza
legal-form-civil-partnership = spółka cywilna
legal-form-general-partnership = spółka jawna
legal-form-professional-partnership = spółka partnerska
legal-form-limited-partnership = spółka komandytowa
legal-form-limited-joint-stock-partnership = spółka komandytowo-akcyjna
legal-form-limited-company = spółka z ograniczoną odpowiedzialnością
legal-form-joint-stock-company = spółka akcyjna
legal-form-simple-joint-stock-company = prosta spółka akcyjna
legal-form-european-company = spółka europejska
legal-form-foundation = fundacja
legal-form-family-foundation = fundacja rodzinna
legal-form-association = stowarzyszenie
legal-form-cooperative = spółdzielnia
legal-form-state-enterprise = przedsiębiorstwo państwowe
legal-form-foreign-branch = oddział zagranicznego przedsiębiorcy
firm-state-being-founded = w organizacji
firm-state-in-liquidation = w likwidacji
firm-state-bankrupt = w upadłości
firm-state-in-restructuring = w restrukturyzacji
org-activities-empty-title = Nie znamy działalności
org-activities-empty-text = Kody PKD przyjdą z rejestru.
org-activity-unknown = Tego kodu nie ma ani w PKD 2007, ani w PKD 2025.
org-activity-likely = zapewne { $vintage }
org-activity-other = W { $vintage }
org-activity-suggested = wskazany przez GUS
org-activity-many = Klucz GUS dopuszcza kilka kodów. Który jest właściwy, wie tylko firma.
# Liczby: sprawozdania finansowe.
figures-title = Liczby
figures-empty-title = Nie ma jeszcze sprawozdań
figures-empty-text = Pobierz e-sprawozdanie z Repozytorium Dokumentów Finansowych (ekrs.ms.gov.pl) i wczytaj je tutaj. Pokażemy przychody, wynik i aktywa na przestrzeni lat.
figures-download = Pobierz XLSX
figures-as-table = Te same liczby w tabeli
figures-in-zloty = W pełnych złotych
figures-year = rok
figures-comparison = Z kolumny porównawczej: { $source }
figures-compared = porównawczo
figures-statements = Sprawozdania
figures-period = Okres
figures-layout = Układ
figures-in-thousands = Kwoty podano w tysiącach złotych
figures-prepared = Sporządzono
figures-added = Wczytano
figures-document = Odcisk dokumentu
figures-undo = Cofnij to sprawozdanie
figures-undo-text = Jego liczby przestaną się liczyć. Jeśli zastąpiło wcześniejsze, tamto znów obowiązuje.
figures-past = { $n ->
    [one] { $n } sprawozdanie już się nie liczy
    [few] { $n } sprawozdania już się nie liczą
   *[many] { $n } sprawozdań już się nie liczy
}
figures-undone = cofnięte { $date }
figures-replaced = zastąpione późniejszym
figures-add = Wczytaj sprawozdanie
figures-file = Plik XML albo ZIP
figures-file-hint = E-sprawozdanie jednostki innej, małej, mikro albo OPP. Może być podpisane.
figures-read = Wczytaj
figures-promise = Zostaną liczby, okres i odcisk pliku. Samego pliku ani nazwisk osób, które go podpisały, nie zachowamy.
figures-told = { $figure } { $year }: { $amount } zł.
figure-revenue = przychody
figure-sales = przychody ze sprzedaży
figure-operating-result = wynik operacyjny
figure-gross-result = wynik brutto
figure-net-result = wynik netto
figure-assets = aktywa
figure-fixed-assets = aktywa trwałe
figure-current-assets = aktywa obrotowe
figure-equity = kapitał własny
figure-liabilities = zobowiązania i rezerwy
layout-other = jednostka inna
layout-small = jednostka mała
layout-micro = jednostka mikro
layout-non-profit = organizacja pożytku publicznego
unit-zloty = zł
unit-thousands = tys. zł
unit-millions = mln zł
statement-taken = Wczytano sprawozdanie za okres do { $day }.
statement-held = To samo sprawozdanie już tu jest. Nic się nie zmieniło.
statement-nameless = Sprawozdanie nie podaje NIP ani numeru KRS, więc nie wiadomo, czyje jest.
statement-number-unknown = Nie znamy NIP ani KRS tej firmy, więc nie ma z czym porównać. Dodaj firmę z numerem KRS i zapytaj rejestr.
statement-other-firm = To sprawozdanie innej firmy: NIP albo numer KRS się nie zgadza.
statement-no-firm = Nie mamy firmy o tym NIP ani numerze KRS. Najpierw ją dodaj.
statement-natural-person = To dane osób: przedsiębiorcy albo wspólników spółki cywilnej. Ich liczb nie zapisujemy przy firmie.
statement-future = Okres tego sprawozdania jeszcze się nie skończył. Sprawdź daty w pliku.
done-org-statement = Sprawozdanie wczytane. Zostały liczby, pliku już nie ma.
done-org-statement-corrected = Sprawozdanie wczytane. Zastąpiło wcześniejsze za ten sam okres; tamto zostało w historii.
done-org-statement-older = Sprawozdanie wczytane do historii. Za ten okres liczy się inne, sporządzone później.
done-org-statements = Sprawozdania wczytane. Zostały liczby, plików już nie ma.
done-org-statement-undone = Sprawozdanie cofnięte.
field-financials = dane finansowe
field-ownership = powiązania z firmami
# Lista firm: filtry i porządek.
firm-column-name = firma
firm-column-region = województwo
firm-column-pkd = PKD
firm-column-age = wiek
firm-column-size = wielkość
firm-column-confirmed = potwierdzono
age-band-0-2 = do 2 lat
age-band-3-9 = 3–9 lat
age-band-10-19 = 10–19 lat
age-band-20 = 20 lat i więcej
orgs-any = dowolnie
orgs-pkd = główne PKD
orgs-filter = Filtruj
orgs-none-title = Żadna firma nie pasuje
orgs-none-text = Firmy, o których nie wiemy dość, filtr pomija. Poluzuj filtr albo zapytaj rejestr o więcej firm.
orgs-enrich-found = { $n ->
    [one] Wzbogać { $n } znalezioną firmę
    [few] Wzbogać { $n } znalezione firmy
   *[many] Wzbogać { $n } znalezionych firm
}
# Powiązania z innymi firmami.
org-ties = Powiązania
org-ties-empty-title = Nie znamy powiązań
org-ties-empty-text = Firmy, które mają tu udziały albo zasiadają w organach, poda KRS. Jednostki dominujące poda GLEIF.
tie-shareholder = ma udziały w tej firmie
tie-organ-member = zasiada w organie tej firmy
tie-holding = ta firma ma w niej udziały
tie-member-of = ta firma zasiada w jej organie
tie-sister = wspólny wspólnik: { $through }
tie-parent = jednostka dominująca tej firmy
tie-top = na szczycie grupy tej firmy
tie-subsidiary = jednostka zależna tej firmy
tie-in-group = w grupie tej firmy
field-shareholder = wspólnik (firma)
field-organ-member = członek organu (firma)
field-direct-parent = jednostka dominująca
field-ultimate-parent = jednostka na szczycie grupy
