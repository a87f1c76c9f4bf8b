# Webhooki: kogo zawiadamiamy o przyjętych zmianach firm.
settings-webhooks = Webhooki
settings-webhooks-set = Kogo zawiadamiać o zmianach firm
webhooks-title = Webhooki
webhooks-lead = Każda przyjęta zmiana danych firmy trafia od razu do Twoich innych systemów. Wiadomość powstaje razem ze zmianą, jest podpisana i ponawiana przez trzy dni.
webhooks-people = Wychodzą tylko jawne dane firm. Danych osób nie wysyłamy: byłoby to ich ujawnienie odbiorcy (RODO art. 4 pkt 9).
webhooks-add = Dodaj webhook
webhooks-empty-title = Nikogo nie zawiadamiamy
webhooks-empty-text = Podaj adres, pod którym Twój system przyjmie zmiany. Sekret do sprawdzania podpisów pokażemy raz.
webhook-url = Adres
webhook-url-hint = Np. https://crm.firma.pl/webhooki/zgoda
webhook-url-wrong = To nie jest adres, pod który można wysyłać. Zacznij od https:// i nie wpisuj w nim hasła.
webhook-url-internal = Ten adres jest na tym komputerze. Zaznacz niżej, że to Twoja sieć.
webhook-internal = Adres jest w mojej sieci
webhook-internal-hint = Bez tego wysyłamy tylko pod adresy publiczne, na porty 80 i 443.
webhook-is-internal = własna sieć
webhook-active = włączony
webhook-failing = nie odpowiada
webhook-paused = wstrzymany
webhook-restored = wstrzymany po odtworzeniu
webhook-unreachable = wyłączony
webhook-gone = wyłączony
webhook-failing-text = Od { $moment } nic nie dochodzi. Próbujemy dalej, coraz rzadziej.
webhook-paused-text = Nic nie wysyłamy. Zmiany zbierają się i pójdą po wznowieniu.
webhook-restored-text = Dane odtworzono z kopii. Sprawdź, czy ten adres nadal jest właściwy, i wznów. Część wiadomości może dojść drugi raz, pod tym samym numerem.
webhook-unreachable-text = Przez trzy dni nic nie doszło, więc od { $moment } nie wysyłamy. Napraw odbiorcę i wznów: wszystko, co czeka, pójdzie od nowa.
webhook-gone-text = Odbiorca odpowiedział 410, czyli nie chce więcej wiadomości. Od { $moment } nie wysyłamy.
webhook-waiting =
    { $count ->
        [one] czeka { $count } wiadomość
        [few] czekają { $count } wiadomości
       *[many] czeka { $count } wiadomości
    }
webhook-nothing-waits = nic nie czeka
webhook-made = od { $date }
webhook-test = Wyślij próbę
webhook-pause = Wstrzymaj
webhook-resume = Wznów
webhook-secret = Sekret do sprawdzania podpisów
webhook-secret-once = pokazujemy go tylko teraz
webhook-secret-text = Przenieś go do odbiorcy bezpieczną drogą. U nas leży zapieczętowany. Zgubiony można tylko zmienić.
webhook-log = Ostatnie wiadomości
webhook-log-empty-title = Jeszcze nic nie wysłano
webhook-log-empty-text = Wiadomości pojawią się tu przy pierwszej przyjętej zmianie. Wyślij próbę, żeby sprawdzić odbiorcę.
webhook-log-hint =
    { $days ->
        [one] Wiadomości trzymamy { $days } dzień, także te, które czekają na wznowienie.
        [few] Wiadomości trzymamy { $days } dni, także te, które czekają na wznowienie.
       *[many] Wiadomości trzymamy { $days } dni, także te, które czekają na wznowienie.
    }
webhook-message = Wiadomość
webhook-when = Kiedy
webhook-state = Stan
webhook-answer = Odpowiedź
webhook-removed = do usunięcia: to osoba
webhook-statement = liczby ze sprawozdania
webhook-statement-undone = sprawozdanie wycofane
webhook-test-message = Próba
webhook-delivered = doszła
webhook-waits = czeka
webhook-given-up = nie doszła
webhook-next = znów { $moment }
webhook-tries =
    { $count ->
        [one] { $count } próba
        [few] { $count } próby
       *[many] { $count } prób
    }
webhook-resend = Wyślij ponownie
webhook-answer-none = jeszcze żadnej
webhook-answer-status = HTTP { $status }
webhook-answer-redirect = HTTP { $status }, przekierowanie. Nie idziemy za nim.
webhook-answer-forbidden = adres prowadzi do sieci wewnętrznej
webhook-answer-timed-out = brak odpowiedzi na czas
webhook-answer-certificate = certyfikatu nie da się sprawdzić
webhook-answer-unreachable = nikt nie odpowiada
webhook-answer-broken-off = połączenie zerwane
webhook-verify = Jak to odebrać
webhook-verify-text = Wiadomości są podpisane według Standard Webhooks. Odbiorca sprawdza nagłówki webhook-id, webhook-timestamp i webhook-signature swoją biblioteką i odpowiada kodem 2xx w 15 sekund.
webhook-verify-events = Rodzaje: organisation.changed przy zmianie, organisation.statement i organisation.statement_removed, gdy sprawozdanie finansowe doszło albo je wycofano, organisation.removed, gdy firma okazała się osobą i trzeba o niej zapomnieć, webhook.test przy próbie. Ta sama wiadomość ma zawsze ten sam webhook-id, więc powtórzenie można pominąć. Kod 410 wyłącza webhook.
webhook-both = Do { $moment } podpisują oba sekrety, stary i nowy.
webhook-rotate = Zmień sekret
webhook-rotate-text = Nowy sekret pokażemy raz. Przez dobę podpisują oba, żeby odbiorca zdążył przejść na nowy.
webhook-rotate-sure = Tak, zmień
webhook-delete = Usuń
webhook-delete-text = Adres, sekret i wszystkie czekające wiadomości znikną. Wpisy w dzienniku zostaną.
webhook-delete-sure = Tak, usuń
done-webhook-deleted = Webhook usunięty.
done-webhook-tried = Wysłane. Odpowiedź stoi niżej.
done-webhook-paused = Wstrzymany. Zmiany zbierają się.
done-webhook-resumed = Wznowiony. Co czekało, idzie teraz.
