# Retencja.
retention-lead = Każda dana ma ostatni dzień. Tu widać, co i kiedy odejdzie.
retention-preview = Podgląd
retention-preview-title = Co usunie retencja teraz
retention-nothing-title = Nic nie przekroczyło terminu
retention-nothing-text = Sprawdzimy znowu jutro o świcie.
retention-goes = { $n ->
    [one] { $n } dana ({ $people })
    [few] { $n } dane ({ $people })
   *[many] { $n } danych ({ $people })
}
retention-gone = { $n ->
    [one] { $n } osoba zniknie zupełnie, z kluczem
    [few] { $n } osoby znikną zupełnie, z kluczami
   *[many] { $n } osób zniknie zupełnie, z kluczami
}
retention-held = { $n ->
    [one] Dane { $n } osoby, wstrzymane na potrzeby sporu
    [few] Dane { $n } osób, wstrzymane na potrzeby sporu
   *[many] Dane { $n } osób, wstrzymane na potrzeby sporu
}
retention-ledger-stays = Wpisy w dzienniku, bez samych danych
retention-field = Dana
retention-purpose = Cel
retention-ended = Termin
retention-last-value = ostatnia, odejdzie klucz
retention-run = { $n ->
    [one] Usuń { $n } daną
    [few] Usuń { $n } dane
   *[many] Usuń { $n } danych
}
retention-running = Usuwam
retention-calendar = Kiedy co odejdzie
retention-rules = Reguły
retention-due-now = { NUMBER($n) } po terminie
retention-begins = Od kiedy
retention-term = Jak długo
retention-article = Na czym się opiera
retention-held-count = Trzymane
retention-due-count = Po terminie
retention-done = { $n ->
    [one] Usunięto { $n } daną.
    [few] Usunięto { $n } dane.
   *[many] Usunięto { $n } danych.
}
