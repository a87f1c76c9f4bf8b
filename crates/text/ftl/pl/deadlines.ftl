# Terminy.
deadlines-lead = Co trzeba zrobić, do kiedy i co się stanie, jeśli nie.
deadlines-overdue = Po terminie
deadlines-today = Dziś
deadlines-week = W tym tygodniu
deadlines-later = Później
deadlines-lane-empty = Nic.
deadlines-empty-title = Nic nie czeka
deadlines-empty-text = Pojawią się tu zawiadomienia, żądania osób i dane, którym kończy się czas.
duty-notice = Powiedz osobie, że masz jej dane
duty-notice-consequence = Po terminie jej dane zamkną się same.
duty-notice-overdue = Jej dane są zamknięte, aż dostanie informację.
duty-notice-do = Przygotuj
duty-request = Odpowiedz na żądanie osoby
duty-request-consequence = Po miesiącu osoba może się poskarżyć do UODO.
duty-request-do = Otwórz
duty-objection = Rozpatrz sprzeciw
duty-objection-consequence = Do rozstrzygnięcia dane są ograniczone.
duty-review = Przejrzyj test równowagi
duty-review-impact = Przejrzyj ocenę skutków
duty-review-consequence = Bez przeglądu cel się wyłączy.
duty-expiry = { $n ->
    [one] { $n } danej kończy się czas
    [few] { $n } danym kończy się czas
   *[many] { $n } danym kończy się czas
}
duty-expiry-consequence = Retencja usunie je sama.
duty-expiry-do = Zobacz
