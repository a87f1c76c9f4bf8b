# Dni i miesiące (po numerze dnia, w dopełniaczu).
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
day-today = dziś
day-tomorrow = jutro
day-yesterday = wczoraj
day-in = { $n ->
    [one] za { $n } dzień
    [few] za { $n } dni
   *[many] za { $n } dni
}
day-ago = { $n ->
    [one] { $n } dzień temu
    [few] { $n } dni temu
   *[many] { $n } dni temu
}
