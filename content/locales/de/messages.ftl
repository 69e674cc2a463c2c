# Was Limber auf Deutsch sagt. Die Namen der Nachrichten bleiben; alle {$variablen} müssen stehen bleiben. Telegrams HTML ist erlaubt.

### Gemeinsame Wörter

side = { $part ->
    [leg] { $side ->
        [left] linkes
       *[right] rechtes
    } Bein
   *[side] { $side ->
        [left] linke
       *[right] rechte
    } Seite
}
seconds = { $count } s
held = { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min{ $seconds ->
        [0] {""}
       *[other] {" "}{ $seconds } s
    }
}
streak-line = { $days ->
    [0] Mit der nächsten Übung beginnt eine neue Serie.
    [one] { $best ->
        [0] Tag 1.
        [1] Tag 1.
       *[other] Tag 1 einer neuen Serie, bisher beste: { $best }.
    }
   *[other] Serie: { $days } Tage{ $isbest ->
        [yes] , deine bisher beste.
       *[no] , bisher beste: { $best }.
    }
}
streak-covered = Ein Ersatztag hat { $day } abgedeckt.
next-line = Nächste Übung: { $time }
next-hidden = Solange dies zutrifft, kommt keine Übung: { $labels }. Wenn es ärztlich abgesprochen ist, änderst du es in /settings.
next-none = Es ist keine Zeit eingestellt. /time stellt eine ein.
next-stopped = Du bist abgemeldet. /start holt alles zurück.
last-prompt = { $came ->
    [yes] Die von { $time } kam.
   *[no] Die von { $time } fiel aus{ $reason ->
        [done] , denn eine war schon gemacht
        [paused] , denn es war Pause
        [resting] , denn es war ein Ruhetag
        [newer] , denn eine andere kam an ihrer Stelle
        [late] , denn Limber konnte sie nicht rechtzeitig schicken
        [alarm] , wegen des Zeichens, von dem du geschrieben hast
        [safety] , denn an ihrer Stelle kamen Fragen zu deiner Gesundheit
        [waits-for-answer] , denn die letzten waren ohne Antwort geblieben
        [new-zone] , denn du warst umgezogen
       *[other] {""}
    }.
}
next-in-break = Es ist Pause; /resume beendet sie.
next-paused = Keine Erinnerungen, bis du /resume sagst.
all-days = täglich
weekdays = Montag bis Freitag
weekends = Samstag und Sonntag
all-days-but = täglich außer { $day }
every-days = { $count ->
    [2] jeden zweiten Tag
   *[other] alle { $count } Tage
}
days-next = { $days }, das nächste Mal am { $weekday }, { $day }
days-run = { $first } bis { $last }
times-of-days = { $times } { $days }{ $onlyif ->
    [none] {""}
   *[other] {" "}({ $onlyif } nur, wenn noch nichts gemacht ist)
}

## Befehle, wie Telegrams Menü sie zeigt

command-today = Die nächste Übung, jetzt
command-session = Mehrere Übungen, 5, 10 oder 15 Minuten
command-done = Die letzte Übung eintragen
command-time = Deine Zeiten
command-zone = Deine Stadt
command-pause = Eine Pause machen
command-resume = Nach der Pause weitermachen
command-plan = Was in den nächsten sieben Tagen kommt
command-calendar = Deine Zeiten für deinen Kalender
command-stats = Deine Woche und deine Serie
command-history = Deine Tage, einer nach dem anderen
command-precautions = Worauf du achten solltest
command-stretches = Alle Übungen durchsehen
command-mine = Deine eigenen Übungen
command-programme = Dein Programm wählen
command-sources = Woher das alles kommt
command-settings = Programm, Geräte, Ort, Ton und mehr
command-language = Andere Sprache
command-help = Was du sagen kannst
command-privacy = Was gespeichert wird, und warum
command-export = Alle deine Daten als Datei
command-import = Ein Protokoll mitbringen
command-delete = Alles über dich löschen
command-stop = Abmelden
command-start = Anfangen, oder sehen, wo du stehst
command-status = Wie es um Limber steht, in Zahlen
command-broadcast = An alle schreiben, die aktiv sind
command-ban = Jemanden aussperren
command-unban = Eine Sperre aufheben

about = Eine Dehnübung zu der Zeit, die du wählst, ein Timer im Chat und dein eigenes Protokoll. Für Erwachsene. Allgemeine Informationen, kein ärztlicher Rat.
about-short = Eine Dehnübung am Tag, zu deiner Zeit, mit Timer im Chat.

## /start

welcome =
    <b>Limber</b> schickt dir eine kurze Dehnübung zu der Zeit, die du wählst, zählt hier im Chat die Sekunden mit und führt dein Protokoll.

    Limber ist für Erwachsene. /stop beendet die Erinnerungen jederzeit, /delete löscht alles über dich.
safety-title = <b>Zuerst deine Sicherheit.</b> Trifft etwas davon zu, hol dir sofort ärztliche Hilfe ({ $number }). Limber kann warten:
safety-number = deine örtliche Notrufnummer
safety-conditions = <b>Jetzt zu dem, womit du lebst.</b> Trifft etwas davon auf dich zu?
safety-group = <b>{ $name }</b>: { $labels }
group-pregnancy = Schwangerschaft
group-bones = Knochen und Gelenke
group-balance = Gleichgewicht
group-muscles = Muskeln und Nerven
group-circulation = Blut und Augen
safety-no-signs = Keines der Zeichen. Noch eine Frage:
safety-answered = Sicherheitsfragen beantwortet am { $date }.
safety-waits = Tippe bitte zuerst auf einen der Knöpfe unter den Sicherheitsfragen. /start zeigt sie noch einmal.
button-none-of-these = Nichts davon
button-one-applies = Etwas davon trifft zu
conditions-ask = Kreuz an, was zutrifft. Limber lässt weg, was nicht dazu passt.
button-continue = Weiter
conditions-nothing-ticked = Kreuz mindestens eins an, oder geh mit „Nichts davon“ weiter.
conditions-advice =
    Danke. Frag bitte zuerst in der Arztpraxis oder Physiotherapie nach.

    { $advice }

    Wenn man dort zustimmt, lässt Limber weg, was nicht passt: { $labels }.
conditions-no-stretch = Solange das angekreuzt ist, kommt keine Übung. Anmelden kannst du dich trotzdem: Wenn man in der Arztpraxis zustimmt, nimm das Kreuz in /settings weg.
button-consent = Gefragt, oder ich entscheide selbst
zone-ask =
    <b>Wo bist du?</b> Limber braucht deine Ortszeit. Tippe auf eine Stadt oder schreib deine.
button-share = Meinen Standort nehmen
zone-share-ask = Tippe unten auf den Knopf. Der Standort dient einmal dazu, die Zeitzone zu finden, und wird nicht gespeichert.
button-share-location = Standort teilen
zone-shared = Danke. Dein Standort ist benutzt und nicht gespeichert.
zone-confirm = <b>{ $place }</b>: Dort ist es jetzt { $time }. Stimmt das?
button-zone-yes = Ja, stimmt
button-zone-no = Andere Stadt
zone-choose = Welcher Ort ist es? Die Uhrzeit ist die von dort.
zone-number = In der Liste stehen die Nummern 1 bis { $last }. Schreib eine davon oder eine Stadt.
zone-unknown = Den Ort kenne ich nicht. Schreib bitte eine Stadt in deiner Nähe, etwa „Berlin“ oder „Graz“.
zone-clock = Die Uhr allein sagt nicht, wann sie bei dir umgestellt wird, darum braucht es eine Stadt. Schreib bitte eine in deiner Nähe, etwa „Berlin“ oder „Wien“.
zone-private = Es geht um die Zeitzone, um keine Adresse: Jede größere Stadt mit derselben Uhrzeit genügt, etwa „Berlin“ oder „Wien“.
zone-offset = Das sagt nicht, wann bei dir die Uhren umgestellt werden. Schreib bitte eine Stadt in deiner Nähe, etwa „Berlin“ oder „Wien“.
zone-nowhere = Dort ist keine Stadt in der Nähe. Schreib bitte eine Stadt in deiner Gegend.
zone-set = <b>{ $place }</b>, jetzt { $time }.
zone-passed = { $time } ist dort schon vorbei und fällt heute aus.
zone-too-soon = { $time } fällt heute aus: Die letzte Übung kam erst vor wenigen Stunden.
time-early = Gemerkt für später: { $times }.
time-early-ask = <b>Wann soll deine Übung kommen?</b> Du hattest { $times } gesagt.
button-early-yes = Ja, bitte
button-early-no = Andere Zeit
zone-keyboard-gone = Den Knopf für den Standort habe ich weggeräumt.
time-ask = <b>Wann soll deine Übung kommen?</b> Tippe auf eine Zeit oder schreib eine, etwa 7:30 oder „halb acht“.
subscribed = Du bist angemeldet: { $times }.
subscribed-tomorrow = Bis dahin ist es weniger als eine Stunde, darum geht es morgen los.
first-now = Und hier ist schon die erste, nur einmal kurz halten.
start-again = Du bist angemeldet: { $times } ({ $place }).
start-back = Schön, dass du da bist. Deine Zeiten und dein Protokoll sind, wie du sie gelassen hast.
start-resume = Machen wir da weiter, wo wir waren.
safety-before-stretch = Vor deiner Übung kurz zu deiner Sicherheit: Etwas daran ist neu, oder deine Antwort ist offen.
first-safety = Zuerst ein kurzer Blick auf deine Sicherheit, dann das.
nothing-fits = Zu dem, was du angekreuzt hast, zeigt Limber keine Übung, bis jemand vom Fach zustimmt. Der Knopf ändert deine Angaben.

## Zeiten

times-title = <b>Deine Zeiten</b> ({ $place })
times-line = { $time } · { $days }{ $extra ->
    [yes] {""}
   *[no] {" "}· nur, wenn noch nichts gemacht ist
}{ $place ->
    [none] {""}
   *[other] {" "}· { $place }
}
times-hint = Schreib eine Zeit, um sie zu ändern, etwa 7:30, „halb acht“ oder „werktags 8, Sa 10“.
button-slot-add = Zeit hinzufügen
button-plan = Was kommt
button-calendar = Für deinen Kalender
button-calendar-new = Neue Adresse
button-calendar-end = Keine Adresse mehr
calendar-name = Limber
calendar-title = { $minutes ->
    [0] Dehnen
   *[other] Dehnen, { $minutes } Minuten
}{ $extra ->
    [yes] {""}
   *[no] {" "}(wenn noch nichts gemacht ist)
}
calendar-file = Deine Zeiten für deinen Kalender: Öffne die Datei damit. Limber erinnert dich weiter hier, darum hat die Datei keine eigenen Erinnerungen. Ändern sich deine Zeiten, hol dir eine neue.
calendar-address =
    <b>Oder abonniere</b> diese Adresse, in Kalendern URL genannt, dann ändern sich deine Zeiten dort von selbst:
    <code>{ $address }</code>

    Wer die Adresse hat, sieht deine Zeiten und sonst nichts über dich. Eine neue Adresse beendet diese.
calendar-no-address =
    <b>Oder abonniere</b>: Ein Kalender kann deine Zeiten unter einer privaten Adresse lesen und ihnen von selbst folgen. Wer diese Adresse hat, sieht deine Zeiten und sonst nichts über dich. Der Knopf macht dir eine.
calendar-ended = Die Adresse führt nirgendwohin mehr. Dein Kalender behält vielleicht, was er dort gelesen hat: Entferne es auch dort.
calendar-nothing = Für einen Kalender gibt es nichts: Gerade soll keine Erinnerung kommen. /time zeigt deine Zeiten.
calendar-not-made = Ich konnte die Datei gerade nicht machen. Bitte frag später danach.
slot-title = <b>{ $time }</b>, { $days }. Tippe auf einen Tag, um ihn ein- oder auszuschalten.
slot-title-every = <b>{ $time }</b>, { $days }. Tippe auf einen Wochentag, um stattdessen den zu haben.
button-slot-place = Ort: { $place }
noticed-hour = Du übst oft gegen { $often }. Soll die Erinnerung von { $usual } dorthin?
noticed-unanswered = Die letzten blieben ohne Antwort, und das ist in Ordnung. Würde dir etwas anderes besser passen? Ohne ein Wort von dir kommen noch ein paar, dann keine mehr; jedes Wort bringt sie zurück.
noticed-chance = Wenn eine Erinnerung gerade nicht passt, kann Limber sie zwei Stunden später noch einmal zeigen, und danach nicht mehr. Möchtest du das?
button-chance-yes = Ja, noch einmal
button-chance-no = Nein, einmal genügt
chance-on = Gut: Eine Erinnerung ohne Antwort kommt nach zwei Stunden noch einmal. Zurück geht es in /settings.
chance-off = Gut, jede kommt einmal.
noticed-summary = Soll deine Woche am Sonntagabend als Bild kommen, mit einem Vorschlag? Der Schalter steht in /settings.
button-summary-yes = Ja, sonntags
button-summary-no = Nein, danke
summary-on = Gut: von nun an am Sonntagabend, ohne Ton. Zurück geht es in /settings.
summary-off = Gut, keine Zusammenfassung.
noticed-break-ends = Deine Pause endet morgen. Die nächste kommt { $time }.
button-longer-break = Länger pausieren
button-move = Auf { $time } legen
noticed-left = Gut, es bleibt, wie es ist.
button-leave-it = So lassen
button-other-hour = Andere Uhrzeit
button-fewer-days = Weniger Tage
button-shorter = Kürzere
button-take-break = Eine Pause
button-stop-reminders = Aufhören
shorter-on = Gut: von jetzt an kürzere. Zurück geht es in /settings.
shorter-off = Gut: so lang wie üblich.
slot-place-ask = Wo bist du um { $time }? Limber bringt, was dort passt.
button-slot-change = Zeit ändern
button-slot-remove = Entfernen
button-back = Zurück
slot-change-ask = Schreib die neue Zeit für { $time }, etwa { $example }.
slot-add-ask = Schreib noch eine Zeit, etwa 18:30 oder „Sa 10“.
time-half-ask = { $morning } oder { $evening }?
time-change-ask =
    Jetzt: { $before }
    Neu: { $after }
time-several-ask =
    Jetzt: { $before }
    Mit „Hinzufügen“: { $added }
    Mit „Alle ersetzen“: { $replaced }
time-cannot-add = (geht nicht: mehr als sechs, oder weniger als 15 Minuten Abstand)
button-change = Ändern
button-add = Hinzufügen
button-replace-all = Alle ersetzen
button-cancel = Abbrechen
time-extra-ask = Soll die neue Zeit noch eine Übung bringen, oder nur, wenn noch nichts gemacht ist?
button-extra = Noch eine Übung
button-only-if = Nur, wenn noch nichts gemacht ist
time-day-ask = Gehört { $time } als später Abend zum Tag davor oder zum neuen Tag?
button-day-before = Zum Tag davor
button-day-new = Zum neuen Tag
times-set = Eingestellt: { $times }.
times-from-tomorrow = Die Übung für heute ist schon da, darum gilt das ab morgen.
times-done-already = Die von heute fällt aus: In den zwei Stunden davor hast du schon eine gemacht.
times-stand = Das ist schon so eingestellt: { $times }.
times-snoozed = Auf später gelegt: { $time }
times-kept = Alles bleibt, wie es war: { $times }.
time-which-hour = Zu welcher Uhrzeit? Schreib sie, etwa 7:30 oder 19:30.
time-often = Schreib alle Zeiten, die du willst, höchstens sechs am Tag, etwa „7:30, 12:00, 19:30“.
time-never = Keine Erinnerungen? /pause macht eine Pause, /stop beendet sie.
time-now = Eine kommt sofort, sobald deine Zeit eingestellt ist; später bringt /today jederzeit eine. Zu welcher Uhrzeit soll sie kommen? Schreib sie, etwa 7:30.
time-shifts = Bei wechselnden Stunden: Einzelne Tage können eine eigene Zeit haben, etwa „Mo 7, Do 19“, „später“ verschiebt eine, und /today bringt eine, wann es passt. Welche Uhrzeit passt an den meisten Tagen? Schreib sie, etwa 7:30.
time-refused = Diese Zeit habe ich nicht ganz verstanden, darum bleibt alles, wie es war. Versuch es mit 7:30, „halb acht“, „19 Uhr 30“, „mittags“ oder „werktags 8, Sa 10“.
time-refused-half = Eine halbe Stunde vor dieser Stunde oder danach? Beides ist üblich, darum bleibt alles, wie es war. Schreib es in Zahlen, etwa 6:30 oder 7:30.
time-refused-quarter = Eine Dreiviertelstunde vor dieser Stunde oder eine Viertelstunde danach? Beides hört man darin, darum bleibt alles, wie es war. Schreib es in Zahlen, etwa 7:15 oder 8:15.
time-refused-many = Mehr als sechs Zeiten am Tag gehen nicht, darum bleibt alles, wie es war. Versuch es mit weniger, etwa 7:30 und 19:30.
time-refused-close = Zwei Zeiten haben weniger als 15 Minuten Abstand, darum bleibt alles, wie es war. Versuch es mit 7:30 und 12:00.
time-refused-range = Diese Uhrzeit gibt es nicht, darum bleibt alles, wie es war. Versuch es mit 7:30 oder 19:30.
time-last = Das ist deine einzige Zeit. /pause macht eine Pause, /stop meldet dich ab.
time-night = Die Abende, zu denen { $time } gehört: { $days }.
time-needs-day = Mindestens ein Tag muss bleiben. „Entfernen“ nimmt die Zeit weg.

## Was in den nächsten sieben Tagen kommt

plan-title = <b>Die nächsten sieben Tage</b>
plan-day = <b>{ $day }</b> { $what }
plan-stop = { $time ->
    [none] {""}
   *[other] { $time }{" "}
}{ $what }{ $onlyif ->
    [yes] {" "}(nur, wenn bis dahin nichts gemacht ist)
   *[no] {""}
}{ $place ->
    [none] {""}
   *[other] , { $place }
}
plan-session = { $names ->
    [none] { $minutes } min
   *[other] { $minutes } min: { $names }
}
plan-count = { $count ->
    [one] einmal
   *[other] { $count }-mal
}
plan-hint = Ein Knopf tauscht, was an seinem Tag kommt.
plan-none = In den nächsten Tagen kommt nichts. { $next }
plan-no-other = Etwas anderes passt zu dieser Zeit nicht.
button-swap = ↻ { $when }

## Die Übung

prompt-title = <b>{ $name }</b>
prompt-title-own = <b>{ $name }</b> · deine eigene
prompt-warm-up = Zu dem, was du angekreuzt und gewählt hast, bleibt heute dies: ein lockeres Aufwärmen.
prompt-dose = { $count ->
    [one] { $seconds } s
   *[other] { $count } × { $seconds } s
}{ $sides ->
    [two] {" "}je Seite
    [one] , diesmal nur eine Seite, ohne Wechsel
   *[none] {""}
} · etwa { $minutes } { $minutes ->
    [one] Minute
   *[other] Minuten
}
prompt-phases = { $parts } · { $count ->
    [one] einmal
   *[other] { $count }-mal
} je Seite · etwa { $minutes } Minuten
prompt-steps = <blockquote expandable>{ $steps }</blockquote>
prompt-instead = { $kind ->
    [session] Statt der geplanten Einheit
   *[stretch] Statt „{ $name }“
}, weil { $because ->
    [condition] das nicht zu dem passt, was auf dich zutrifft
    [not-for-me] du das für dich ausgeschlossen hast
    [pain] etwas weh getan hat
    [away] du eine Pause hattest
    [gear] dir etwas dafür fehlt
    [place] du zu dieser Zeit woanders bist
    [level] du eine leichtere Stufe gewählt hast
    [morning] das nicht zum frühen Morgen passt
    [legs] deine Beine für den Tag genug haben
    [length] du eine andere Länge gewählt hast
    [programme] du ein anderes Programm gewählt hast
    [lately] das gerade erst dran war
    [days] deine eigenen Übungen feste Tage haben
   *[content] jetzt etwas besser passt
}.
prompt-again = Noch einmal, falls es jetzt passt:
prompt-cue = 👉 { $text }
prompt-tip = 💡 { $text }
prompt-caution = ⚠️ { $text }
prompt-breaths = Ohne Bildschirm: Halte{ $sides ->
    [two] {" "}je Seite
   *[other] {""}
}{ $breaths ->
    [one] {" "}einen langsamen Atemzug lang.
   *[other] {" "}etwa { $number } langsame Atemzüge lang.
}
number-word = { $number ->
    [1] einen
    [2] zwei
    [3] drei
    [4] vier
    [5] fünf
    [6] sechs
    [7] sieben
    [8] acht
    [9] neun
    [10] zehn
   *[other] { $number }
}
button-start-timer = Timer starten
button-done = Fertig
button-not-here = Nicht hier
button-snooze = Später
not-here-ask = Wo bist du gerade?
not-here-kept = Ab jetzt um { $time }: { $place }.
button-skip = Überspringen
button-another = Andere Übung
button-more = Mehr
button-done-on = Fertig am { $day }
prompt-gone = <b>{ $name }</b> · gibt es nicht mehr
prompt-running = <b>{ $name }</b> · der Timer ist unten
prompt-older = <b>{ $name }</b>
prompt-done = <b>{ $name }</b> · fertig { $time }
prompt-skipped = <b>{ $name }</b> · übersprungen
prompt-snoozed = <b>{ $name }</b> · später
prompt-replaced = <b>{ $name }</b> · stattdessen eine andere
snooze-for = { $choice ->
    [ten] 10 min
    [half] 30 min
    [hour] 1 Std.
    [evening] Heute Abend
   *[tomorrow] Morgen
} ({ $time })
snoozed = Auf später gelegt: { $time }
snooze-which = Wie lange kann sie warten? Tippe auf eines, oder schreib es: „später 45“, „in 2 Stunden“, „bis 17 Uhr“. Von 5 Minuten bis zu einem Tag.
skipped = Ist gut. { $next }
button-why-busy = Keine Zeit
button-why-sore = Muskelkater
button-why-pain = Schmerzen
button-why-ill = Krank
why-busy = Notiert. Solche Tage gibt es.
why-sore = Notiert. Bei Muskelkater kann ein kleiner Spaziergang angenehmer sein als Dehnen.
why-ill = Gute Besserung. Heute kommt nichts mehr.
more-why = { $text }
more-why-this = <b>Warum diese?</b> Sie { $facts }.
more-error = <b>Passiert oft</b>: { $text }
more-easier = <b>Leichter</b>: { $text }
more-harder = <b>Stärker</b>: { $text }
more-precautions = <b>Achte darauf</b>: { $text } Alles dazu: /precautions
not-now-gone = Diese Übung ist abgeschlossen. /today bringt jetzt eine.
not-now-too-old = Diese Übung ist über eine Woche alt und darum abgeschlossen. /today bringt eine neue.
not-now-done = Diese Übung ist als fertig eingetragen. „Rückgängig“ nimmt das zurück.
not-now-skipped = Diese Übung ist übersprungen. /today bringt jetzt eine.
not-now-snoozed = Diese Übung kommt später. /today bringt jetzt eine.
not-now-replaced = An ihrer Stelle kam eine andere.
not-now-passed = Diese Uhrzeit ist vorbei. Wähl eine andere.
not-now-nothing-shown = Gerade ist keine Übung offen. /today bringt eine.
not-now-waits = Diese Übung wartet und kommt: { $time }. /today bringt jetzt eine.

## Der Timer

frame-seconds = <b>{ $seconds } s</b>
frame-get-ready = { $side ->
    [none] Mach dich bereit
   *[other] Mach dich bereit, { $sidename }
}
frame-switch = Wechseln, { $sidename }
frame-rest = Kurz ausruhen, dann { $number } von { $total }
frame-effort = { $phase }{ $side ->
    [none] {""}
   *[other] , { $sidename }
}, { $number } von { $total }
frame-paused = Angehalten: { $line }
phase-hold = Halten
phase-go = Los
phase-stretch = Dehnen
phase-push = Drücken
phase-relax = Loslassen
phase-deeper = Tiefer
phase-move = Bewegen
phase-roll = Rollen
phase-walk = Gehen
call-side = { $number } von { $total }: jetzt { $sidename }
call-go = { $number } von { $total }: jetzt weiter
call-push = { $number } von { $total }: jetzt drücken
call-relax = { $number } von { $total }: jetzt loslassen
call-deeper = { $number } von { $total }: jetzt etwas tiefer
button-ready = Bereit
button-pause = Pause
button-resume = Weiter
button-longer = +10 s
button-stop = Stopp
button-hurts = Tut weh
button-timer-back = Zurück
button-timer-next = Nächste
button-timer-other-side = Andere Seite
button-timer-more = …
button-timer-less = Weniger
hold-nothing-to-wait = Du musst nicht warten, es läuft schon.
hold-not-longer = Nur das Halten wird länger, und 60 s sind das meiste.
hold-stands-still = Pausiert.
hold-at-next = Weiter mit <b>{ $name }</b>.
hold-paused-already = Der Timer ist schon angehalten.
hold-runs-already = Der Timer läuft.
hold-paused = <b>{ $name }</b>: Der Timer ist angehalten. „Weiter“ lässt ihn weiterlaufen, „Pause 3 Tage“ ist eine Pause von den Erinnerungen.
hold-goes-on = <b>{ $name }</b>: Der Timer läuft.
hold-over = Dieser Timer ist vorbei.
hold-one-runs = Ein Timer läuft schon. Den laufenden stoppen?
button-stop-running = Stoppen und diesen starten
button-keep-running = Weiterlaufen lassen
hold-kept = Gut, er läuft weiter.
end-done = <b>{ $name }</b>: { $efforts } von { $total } gemacht{ $minutes ->
    [none] .
   *[other] , { $minutes }.
}
end-stopped = <b>{ $name }</b>: gestoppt, { $seconds } s eingetragen. { $counts ->
    [yes] Das ist mindestens die Hälfte, darum zählt es als gemacht.
   *[no] „Fertig“ trägt alles ein.
}
end-stopped-nothing = Gestoppt. Nichts wurde eingetragen.
end-seconds-each = { $seconds } s je { $part ->
    [leg] Bein
   *[side] Seite
}
end-seconds-sides = { $left } s links, { $right } s rechts
end-seconds-one = { $seconds } s
end-lost = Ich war kurz weg und weiß nicht mehr, wie weit du bist. Was sagst du?
end-forgotten = Der Timer war zehn Minuten angehalten und ist darum beendet. Was sagst du?
button-done-anyway = Trotzdem fertig
button-start-again = Von vorn
button-undo = Rückgängig
button-any-pain = Tut etwas weh?

## Fertig

logged = Eingetragen: <b>{ $name }</b>{ $day ->
    [today] .
   *[other] {" "}für { $day }.
}
offer-ready = Deine Grundlagen sitzen. Wenn du magst, steht dir in /stretches jetzt noch eine Übung offen: „{ $name }“.
week-done = { $count ->
    [one] 1 Tag in dieser Woche.
   *[other] { $count } Tage in dieser Woche.
}
milestone-words = { $measure ->
    [days] Tage in Folge
   *[hours] { $number ->
        [one] Stunde gehalten
       *[other] Stunden gehalten
    }
}
button-felt-easy = Zu leicht
button-felt-right = Genau richtig
button-felt-hard = Zu schwer
felt-easy = Notiert: beim nächsten Mal etwas mehr davon.
felt-easy-same = Notiert. Es bleibt erst einmal so und wächst mit der Übung. /stretches hat andere.
felt-right = Notiert. Es bleibt so.
felt-hard = Notiert: beim nächsten Mal etwas weniger davon.
felt-hard-same = Notiert. Weniger davon gibt es nicht; in /stretches kannst du sie auslassen.
felt-easy-session = Notiert: beim nächsten Mal von jeder etwas mehr.
felt-right-session = Notiert, sie bleiben so.
felt-hard-session = Notiert: beim nächsten Mal von jeder etwas weniger.
felt-easy-same-session = Notiert. Sie bleiben erst einmal so und wachsen mit der Übung.
felt-hard-same-session = Notiert. Weniger davon gibt es nicht; in /stretches kannst du welche auslassen.
felt-others = Übungen, zu denen du noch nichts gesagt hast, ziehen mit.
felt-hurts = Notiert. Etwas tut weh, darum bleibt es vorerst ohnehin sanft.
already-logged = Schon eingetragen um { $time }.
done-hurt = Du hast gestoppt, weil es wehtat, darum ist nicht mehr eingetragen. „Trotzdem fertig“ trägt alles ein.
button-one-more = Noch eine eintragen
undone = Zurückgenommen: { $name }.
undone-before = Das ist zurückgenommen.
undo-nothing = Es gibt nichts zurückzunehmen.

## Schmerzen

pain-stopped = Gestoppt.{ $seconds ->
    [0] {""}
    [one] {" "}{ $seconds } s ist eingetragen.
   *[other] {" "}{ $seconds } s sind eingetragen.
} Löse die Dehnung langsam. Was spürst du?
pain-ask = Tut etwas weh, außer dem normalen Ziehen der Dehnung?
pain-which = Was spürst du, außer dem normalen Ziehen einer Dehnung?
button-pain-none = Nein
button-pain-little = Ein wenig, 1-2
button-pain-some = Etwas, 3-5
button-pain-strong = Stark, 6-10
button-pain-tingling = Kribbelt oder taub
pain-none = Gut zu hören.
pain-little = Dann mach sanfter weiter, oder lass es für heute. Du entscheidest.
pain-some = Dann kürzer und sanfter, oder genug für heute? Du entscheidest.
button-gentler = Kürzer und sanfter
button-go-on-gently = Sanfter weitermachen
button-enough = Genug für heute
pain-enough = Gut, heute nichts mehr. { $next }
pain-strong = Heute bitte nichts mehr. Ruhiges Gehen ist meist in Ordnung. Das ist Limbers eigene Regel, keine Diagnose.
pain-tingling = Heute bitte nichts mehr. Ruhiges Gehen ist meist in Ordnung. Lass Kribbeln oder Taubheit bitte in der Arztpraxis oder Physiotherapie ansehen. Das ist Limbers eigene Regel, keine Diagnose.
dizzy = Hör bitte auf, und setz oder leg dich hin. Bei Schmerz in der Brust, plötzlicher Atemnot oder plötzlichem starkem Schmerz in Rücken oder Bauch hol dir sofort ärztliche Hilfe: { $number }.
compared-ask = Du hast gesagt, wie es sich beim letzten Mal angefühlt hat. Ist es jetzt besser, gleich oder schlechter?
button-better = Besser
button-same = Gleich
button-worse = Schlechter
button-not-now = Jetzt nicht
compared-better = Gut zu hören. Mach so sanft weiter, wie es passt.
compared-same = Notiert. Kürzer und sanfter ist gut, ein freier Tag auch.
compared-worse = Notiert. Limber macht die nächsten Übungen kürzer. Lass lockerer, oder lass es für heute.
compared-worse-again = Notiert. Es war zweimal nacheinander schlechter: Frag bitte jemanden vom Fach, bevor du weitermachst.
compared-not-now = Ist gut.
pain-signs = Hast du gerade etwas davon?
button-signs-none = Nichts davon
button-signs-one = Etwas davon
signs-ask = Ich bin nicht sicher, was du meinst. Trifft gerade etwas davon zu?
signs-none = Gut. { $next }
keep-out-tingling = Sollen Haltungen, die am Nerv ziehen, wegbleiben?
keep-out-dizzy = Heute bleibt weg, was einen sicheren Stand braucht. Soll es auch danach wegbleiben?
keep-out-yes = Notiert: Sie bleiben weg. „Ändern, was zutrifft“ unter /settings ändert das.
keep-out-no = Notiert: Sie dürfen kommen. „Ändern, was zutrifft“ unter /settings ändert das.
despair = Gut, dass du es sagst. Sprich bitte mit jemandem in deiner Nähe oder in einer Arztpraxis; wenn du gerade in Gefahr bist, ruf { $number } an.
resting-today = Heute ist Ruhe, nach dem, was du gesagt hast, darum zeigt Limber heute nichts mehr. { $next }

## Zeichen für etwas Ernstes

alarm-emergency = Hol dir bitte sofort ärztliche Hilfe: { $number }. Limber kann warten: Bis das vorbei ist, kommt keine Übung und keine Erinnerung.
alarm-today = Lass das bitte heute noch in einer Arztpraxis ansehen, und dehne die Stelle bis dahin nicht. Limber kann warten: Bis das vorbei ist, kommt keine Übung und keine Erinnerung.
alarm-holds = Du hast von einem Zeichen gesprochen, das zuerst angesehen werden muss. Darum kommt keine Übung und keine Erinnerung. Ist es gerade da, hol dir Hilfe: { $number }.
alarm-holds-today = Du hast von einem Zeichen gesprochen, das heute noch in einer Arztpraxis angesehen werden sollte. Darum kommt keine Übung und keine Erinnerung.
alarm-ask = Hat jemand vom Fach es angesehen, und ist es weg?
button-alarm-over = Angesehen und weg
button-alarm-mistake = War ein Versehen
button-alarm-not-yet = Noch nicht
alarm-not-yet = Dann wartet Limber. Ist es gerade da, hol dir sofort ärztliche Hilfe: { $number }. Schreib mir, wenn es vorbei ist.
alarm-not-yet-today = Dann wartet Limber. Hat es in einer Arztpraxis noch niemand angesehen, geh bitte heute noch hin. Schreib mir, wenn es vorbei ist.
alarm-mistake-ask = Ist jetzt keines dieser Zeichen da?
alarm-whose = Geht es dabei um dich?
doctor-soon = Das gehört bald ärztlich angesehen, eher in den nächsten Tagen als irgendwann: Ein Zeichen allein sagt wenig, aber es sollte jemand hinschauen. Limber macht solange weiter; bleib sanft.
alarm-not-mine = Notiert. Wer so ein Zeichen hat, braucht sofort Hilfe: { $number }.
alarm-young = Limber ist für Erwachsene. Solange Knochen wachsen, kann starker Zug ihnen schaden, darum kommt keine Übung und keine Erinnerung. Mit 18 bist du willkommen; bis dahin kann dir jemand, der dich kennt, etwa aus der Physiotherapie, zeigen, was passt.
next-young = Es kommt keine Erinnerung: Limber ist für Erwachsene.
next-alarm = Bis die Sicherheitsfragen neu beantwortet sind, kommt keine Erinnerung.
not-now-alarm = Solange ein Zeichen zuerst angesehen werden muss, wird nichts eingetragen. Ist es vorbei, zählt „Fertig“ unter der Übung für ihren Tag.

## Pause, Abmelden, Löschen

pause-ask = Wie lange?
button-pause-days = { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}
button-pause-date = Bis zu einem Datum
button-pause-open = Bis ich mich melde
pause-date-ask = Schreib, an welchem Tag es weitergeht, etwa { $example }
pause-date-refused = Dieses Datum habe ich nicht verstanden, darum bleibt alles, wie es war. Möglich ist etwa { $example }
break-planned = { $back ->
    [none] Geplant: keine Erinnerungen ab { $first }, bis du /resume sagst.
   *[other] Geplant: keine Erinnerungen ab { $first }, die nächste { $back }.
}
break-instead = Die Pause ab { $first } entfällt dafür.
break-dropped = Die Pause ist gestrichen. { $next }
break-is-on = Bis { $day } ist schon Pause, und gemerkt wird nur eine, darum bleibt alles, wie es war. Sag die andere, wenn diese vorbei ist.
break-in-parts = Diese Tage folgen nicht aufeinander, und gemerkt wird nur eine Pause, darum bleibt alles, wie es war. Sag die ersten davon.
break-ends-first = Diese Pause wäre zu Ende, bevor sie beginnt, darum bleibt alles, wie es war.
break-too-far = Das ist mehr als ein Jahr hin, darum bleibt alles, wie es war. Sag es noch einmal, wenn es näher ist.
button-drop-break = Pause streichen
button-break-days = { $first ->
    [none] Bis { $back }
   *[other] { $back ->
        [none] Ab { $first }
       *[other] { $first }, die nächste { $back }
    }
}
pause-date-past = Dieses Datum liegt nicht vor uns, darum bleibt alles, wie es war. Möglich ist etwa { $example }
pause-date-which = Meinst du { $first } oder { $second }? Schreib, was du meinst.
paused = Gut, Pause. { $next }
resumed = Willkommen zurück. { $next }
not-paused-open = Es ist keine Pause. Geht es um die offene Übung?
not-paused = Es gibt gerade keine Pause. { $next }
stop-ask = Die Erinnerungen beenden? Dein Protokoll kann bleiben, bis du zurückkommst.
button-stop-keep = Beenden, Protokoll behalten
button-stop-delete = Beenden und alles löschen
stopped = Beendet. Es kommt nichts mehr. /start holt alles zurück, wie es war.
stop-kept = Deine Erinnerungen bleiben, wie sie sind.
stop-which = Meinst du die Erinnerungen?
pause-which = Meinst du eine Pause von den Erinnerungen?
delete-ask = Alles löschen, was Limber über dich weiß: Zeiten, Protokoll, Einstellungen? Das lässt sich nicht zurücknehmen. /export gibt dir vorher eine Datei davon.
button-delete-yes = Alles löschen
button-delete-no = Behalten
delete-done = Alles über dich ist gelöscht. /start fängt neu an.
delete-kept = Nichts wurde gelöscht.

## Seiten

precautions-title = <b>Worauf du achten solltest</b>
precautions-emergency = <b>Sofort ärztliche Hilfe</b> ({ $number }):
precautions-today = <b>Heute noch in die Arztpraxis</b>:
precautions-soon = <b>Bald in die Arztpraxis</b>:
precautions-version = Fassung { $version }, { $date }
stats-title = <b>Diese Woche</b>
stats-minutes = Bisher für die hinteren Oberschenkel gehalten: linkes Bein { $left }, rechtes Bein { $right }.
stats-plan = Diese Woche bisher geplant: { $minutes } je Bein.
stats-enough = Nur einmal gesagt, und kein Ziel: Über etwa 10 Minuten in der Woche hinaus bringt Dehnen kaum noch mehr.
stats-others = { $count ->
    [one] Eine Übung für andere Muskeln gemacht.
   *[other] { $count } Übungen für andere Muskeln gemacht.
}
stats-total = { $days ->
    [one] Insgesamt: 1 Tag mit Übung.
   *[other] Insgesamt: { $days } Tage mit Übung.
}
stats-score = Stand { $percent } %: { $of ->
    [1] von 0 an, { $done ->
        [1] der eine Tag, der bisher zählt, ist gemacht
       *[0] der eine Tag, der bisher zählt, ist ohne Eintrag
    }
   *[other] von 0 an, { $done } der letzten { $of } Tage, die zählen, sind gemacht
}; jeder gemachte Tag hebt ihn, einer ohne Eintrag senkt ihn etwas, Überspringen und Pausen ändern nichts.
record-span = { $span ->
    [weeks] 12 Wochen
    [month] 5 Wochen
   *[year] 52 Wochen
}: { $first } bis { $last }
record-days = Tage: { $done } gemacht, { $skipped } übersprungen, { $off } Ruhe oder Pause, { $missed } ohne Eintrag.
record-covered = { $days ->
    [one] Einen dieser Tage hat ein Ersatztag abgedeckt.
   *[other] { $days } dieser Tage haben Ersatztage abgedeckt.
}
record-pain = { $days ->
    [one] Schmerz ist an einem Tag notiert, { $last }.
   *[other] Schmerz ist an { $days } Tagen notiert, zuletzt am { $last }.
}
record-minutes = Minuten je Bein und Woche, gehalten/geplant: { $weeks }.
record-average = Minuten je Bein in einer Woche im Schnitt, gehalten/geplant: { $week }.
record-week = { $planned ->
    [none] { $held }
   *[other] { $held }/{ $planned }
}
record-week-minutes = { $planned ->
    [none] { $held } min
   *[other] { $held } von { $planned } min
}
record-bars = Minuten je Bein
record-plan = geplant
record-done = gemacht
record-skipped = übersprungen
record-off = Ruhe oder Pause
record-missed = ohne Eintrag
record-spare = Ersatztag
record-hurt = Schmerz
summary-title = Deine Woche, { $first } bis { $last }
summary-week = { $done ->
    [0] Kein Eintrag in dieser Woche.
   *[other] An { $done } von { $asked } Tagen gemacht, { $minutes } je Bein.
}
summary-gentler = Etwas tat in dieser Woche weh. Kürzere und sanftere passen vorerst vielleicht besser.
summary-shorter = Manche waren zu schwer. Kürzere passen vielleicht besser.
summary-other-hour = Einige wurden mehrmals verschoben. Eine andere Stunde passt vielleicht besser.
summary-fewer-days = An manchen Tagen war kein Platz dafür, und das ist in Ordnung. Weniger Tage passen vielleicht besser.
summary-more = Jeder Tag ist gemacht, und manches war leicht. Wenn du magst, gibt es eine höhere Stufe.
summary-keep = Es muss sich nichts ändern: Mach weiter, wie es dir passt.
button-record-weeks = 12 Wochen
button-record-month = Monat
button-record-year = Jahr
stats-none = Noch kein Eintrag: Die erste Übung macht den ersten.
condition-noted = Notiert: { $label }.
condition-unlisted = Dafür hat Limber keine eigene Regel. Frag bitte zuerst ärztlich oder in der Physiotherapie, was dir guttut. Der Knopf zeigt, was Limber weglassen kann.
conditions-kept = Notiert. { $next }
help =
    <b>Limber</b> schickt dir zu deiner Zeit eine Übung. Du kannst tippen oder einfach schreiben:

    • „fertig“, wenn du sie gemacht hast, „rückgängig“ nimmt es zurück
    • „überspringen“, „andere“, „mehr“, „später 30“, „start“
    • 7:30, „halb acht“ oder „werktags 8, Sa 10“, um deine Zeiten zu ändern
    • „tut weh“ oder „autsch“, wenn etwas weh tut

    /today jetzt die nächste Übung · /session mehrere nacheinander
    /plan was diese Woche kommt · /time deine Zeiten
    /calendar deine Zeiten im Kalender
    /zone deine Stadt
    /pause eine Pause · /resume weiter
    /stats deine Woche · /history deine Tage · /stretches alle Übungen
    /mine deine eigenen Übungen
    /programme welche kommen · /settings der Rest
    /precautions worauf du achten solltest · /sources
    /language andere Sprache
    /export deine Daten als Datei · /import welche mitbringen
    /privacy Datenschutz · /delete löschen · /stop abmelden
privacy =
    <b>Was Limber speichert</b>: deine Telegram-ID, deine Sprache, Stadt, dein Land und deine Zeitzone, deine Zeiten und Einstellungen, was für die nächsten Tage geplant ist, die Übungen, die du angelegt hast, und ihre Bilder (als Telegrams Kennung der Datei), was du angekreuzt hast, ein Zeichen, von dem du gesprochen hast, bis es vorbei ist, dein Protokoll, und was du über Schmerzen gesagt hast und wie schwer eine Übung war. Das dient dazu, dir zur richtigen Zeit die richtige Übung zu schicken und die Notrufnummer deines Landes zu nennen, und zu nichts anderem. Hast du eine Adresse für deinen Kalender, wird auch sie gespeichert: Wem du sie gibst, der liest dort deine Zeiten, bis du sie beendest oder /delete sagst. Wer liest, wird nicht gespeichert.

    <b>Nicht gespeichert</b>: dein Name, dein Standort, und was du schreibst, sobald es bearbeitet ist (Unbearbeitetes höchstens einen Tag). Eine Datei, die du schickst, wird gelesen; gespeichert wird nur, was du daraus importierst, und einen Tag lang, was das rückgängig macht.

    <b>Wie lange</b>: bis du /delete sagst; das löscht alles sofort, auch was du importiert hast. /export gibt dir alles als Datei. /stop beendet die Erinnerungen und lässt das Protokoll auf Wunsch stehen. Hast du Limber beendet oder blockiert und { $days } Tage lang nichts gesagt, wird alles über dich gelöscht. Hat dich gesperrt, wer diesen Bot betreibt, bleibt deine ID stehen, damit es dabei bleibt.

    Niemand sonst bekommt es. Diesen Bot betreibt { $contact }.
privacy-no-contact = die Person, die dir den Link gegeben hat
unknown-body = { $turn ->
    [0] Das habe ich nicht verstanden. Wenn etwas weh tut, schreib „es tut weh“; wenn es eilig sein kann, ruf { $number } an. /help zeigt den Rest.
   *[1] Das ist mir nicht klar. Schreib „es tut weh“, wo etwas weh tut, und ruf { $number } an, wo es eilig sein kann. /help zeigt, was ich sonst verstehe.
}
help-which = Welche Hilfe brauchst du? Wenn es ein Notfall sein kann, ruf sofort { $number } an. Wenn etwas weh tut, schreib „es tut weh“. /help zeigt, was Limber kann.
unknown = { $turn ->
    [0] Das habe ich nicht verstanden. „fertig“ trägt eine Übung ein, /today bringt eine, /help zeigt den Rest.
    [1] Das ist mir nicht klar. Magst du es anders sagen, oder ist es etwas davon? /help zeigt den Rest.
   *[2] Damit weiß ich nichts anzufangen. Passt etwas davon? /help zeigt, was ich verstehe.
}
unknown-likely = { $turn ->
    [0] Meinst du eins davon? /help zeigt den Rest.
    [1] Ist es eins davon? /help zeigt den Rest.
   *[2] Könnte es eins davon sein? /help zeigt den Rest.
}
unknown-talk = { $turn ->
    [0] Schön, dass du schreibst. Womit ich mich auskenne, sind Übungen; /help zeigt, was ich verstehe.
    [1] Das lese ich gern. Reden kann ich nur über Übungen; /help zeigt, was ich verstehe.
   *[2] Danke, dass du es erzählst. Von Übungen verstehe ich etwas, von sonst wenig; /help zeigt, was ich verstehe.
}
unknown-body-likely = Meinst du eins davon? Tut etwas weh, schreib „es tut weh“; ist es vielleicht dringend, ruf { $number } an. /help zeigt den Rest.
not-text = Ich kann nur Text und Knöpfe lesen. /help zeigt, was du sagen kannst.
not-theirs = Das sind nicht deine eigenen Worte, also ändert sich nichts. Geht es um dich, sag es selbst.
group = Limber geht nur im Einzelchat. Bis gleich dort!
private-bot = Dieser Limber ist privat. Du kannst selbst einen betreiben.
stale-button = Dieser Knopf ist von früher. /today bringt eine Übung, /help zeigt den Rest.
closed-question = Diese Frage ist abgeschlossen. /time zeigt deine Zeiten.
flood = Das war viel auf einmal. Ein Teil blieb ungelesen; sag das Letzte bitte noch einmal.
trouble = Bei mir ging etwas schief. Nichts ist verloren; sag es bitte noch einmal.
unnamed = eine Übung
unnamed-own = eine eigene, entfernt

## Die Tage, einer nach dem anderen

history-title = <b>Tag für Tag</b>, { $first } bis { $last }
history-day = <b>{ $day }</b> · { $state ->
    [done] gemacht
    [skipped] übersprungen
    [missed] ohne Eintrag
    [paused] Pause
    [resting] Ruhe
    [open] bisher offen
    [empty] –
   *[off] keine Erinnerung
}{ $covered ->
    [yes] , durch einen Ersatztag abgedeckt
   *[no] {""}
}
history-entry = • { $name }{ $held ->
    [none] {""}
   *[other] , { $held }
}{ $counts ->
    [no] , zu kurz, um zu zählen
   *[yes] {""}
}{ $pain ->
    [unsaid] {""}
    [none] , kein Schmerz
    [little] , ein wenig Schmerz
    [some] , etwas Schmerz
    [strong] , viel Schmerz
   *[tingling] , Kribbeln oder taub
}
history-one-side = { $seconds } s { $side ->
    [left] links
   *[right] rechts
}
history-pain = • { $pain ->
    [none] Kein Schmerz
    [little] Ein wenig Schmerz
    [some] Etwas Schmerz
    [strong] Viel Schmerz
   *[tingling] Kribbeln oder taub
}, ohne Eintrag gesagt
history-more = { $count ->
    [one] • und 1 mehr
   *[other] • und { $count } mehr
}
history-hint = Ein Tag öffnet, was sich 14 Tage lang hinzufügen, ändern oder zurücknehmen lässt. Oder sag „Mo und Di gemacht“, „gestern doch nicht“.
history-ask-log = <b>Als gemacht einzutragen</b>
history-ask-take = <b>Zurückzunehmen</b>
history-ask-hold = <b>Zu ändern</b>
history-ask-day = • { $day }: { $what }
history-ask-held = { $name }, { $seconds } s { $each ->
    [leg] je Bein
    [side] je Seite
   *[whole] im Ganzen
}
history-in-general = Wo keine Übung gekommen war, zählt es für den Tag und die Serie, ohne Sekunden.
history-streak-same = { $days ->
    [0] An einer Serie ändert das nichts.
    [one] Deine Serie bleibt bei 1 Tag.
   *[other] Deine Serie bleibt bei { $days } Tagen.
}
history-streak-becomes = { $days ->
    [0] Deine Serie wäre dann bei 0 Tagen.
    [one] Deine Serie wäre dann 1 Tag lang.
   *[other] Deine Serie wäre dann { $days } Tage lang.
}
history-sure = { $takes ->
    [yes] Zurücknehmen?
   *[no] Behalten?
}
history-seconds-ask = Wie lange hast du gehalten?
history-logged = Eingetragen: { $days }.
history-changed = Geändert.
history-removed = Zurückgenommen.
history-left = Dein Protokoll bleibt, wie es ist.
history-too-old = Einträge lassen sich 14 Tage lang hinzufügen, ändern und zurücknehmen. Was älter ist, bleibt, wie es ist.
history-to-come = Das geht für Tage, die vorbei sind. „fertig“ trägt heute ein.
history-already = Schon eingetragen: { $days }.
history-not-logged = Für { $days } ist nichts eingetragen.
history-gone = Diesen Eintrag gibt es nicht mehr.
in-general = Dehnen
button-history = Tag für Tag
button-history-stats = Überblick
button-newer = ‹ Neuer
button-older = Älter ›
button-log-day = Als gemacht eintragen
button-clear-day = Es war nicht gemacht
button-entry-seconds = Andere Sekunden
button-entry-remove = Zurücknehmen
button-seconds = { $seconds } s
button-keep-change = Behalten
button-take-change = Zurücknehmen
button-leave-record = So lassen

## Einstellungen

settings-title = <b>Einstellungen</b>
settings-programme = Programm: { $name }
settings-gear = Was dir fehlt: { $labels }
settings-gear-all = Was dir fehlt: nichts
settings-place = Ort: { $label }
settings-level = Stufe: { $label }
settings-longer = Länger und ruhiger halten: { $on ->
    [yes] an
   *[no] aus
}
set-up-ask = <b>Auf dich zugeschnitten</b>, wenn du magst: wo, wofür, wie viel, und der Boden. Was du nicht antippst, bleibt, wie es ist.
set-up-hamstrings = Rücken, steife Beine
set-up-desk = Langes Sitzen
set-up-whole-body = Von allem etwas
set-up-runners = Laufen
set-up-minutes = { $minutes ->
    [0] Eine Übung
   *[other] { $minutes } Min.
}
set-up-floor-easy = Boden: gut
set-up-floor-hard = Boden: schwer zu erreichen
set-up-kept = Auf dich zugeschnitten: { $set }.
button-set-up-ask = Auf mich zuschneiden
button-set-up-end = So passt es
settings-minutes = Jedes Mal: { $amount }
settings-shorter = Kürzere Übungen: { $on ->
    [yes] an
   *[no] aus
}
settings-quiet = Ruhezeit: { $since } bis { $until }
settings-loud = Ruhezeit: keine
settings-rest-days = Tage ohne Erinnerung: { $days ->
    [none] keine
   *[other] { $days }
}
quiet-ask = <b>Ruhezeit und freie Tage</b>. In der Ruhezeit kommt eine Erinnerung ohne Ton; an einem freien Tag kommt keine.
quiet-inside = { $count ->
    [one] { $times } liegt in deiner Ruhezeit: Die Erinnerung kommt ohne Ton. /time verlegt sie.
   *[other] { $times } liegen in deiner Ruhezeit: Die Erinnerungen kommen ohne Ton. /time verlegt sie.
}
quiet-all-free = { $count ->
    [one] { $times } hat nur freie Tage: Da kommt nichts.
   *[other] { $times } haben nur freie Tage: Da kommt nichts.
}
quiet-never = Keine Ruhezeit
quiet-from-hour = Ab { $time }
quiet-until-hour = Bis { $time }
button-page-quiet = Ruhezeit
settings-chance = Eine Erinnerung ohne Antwort: { $on ->
    [yes] kommt nach zwei Stunden noch einmal
   *[no] kommt einmal
}
settings-sound = Ton des Timers: { $on ->
    [yes] an
   *[no] aus
}
settings-bars = Balken im Timer und in /stats: { $on ->
    [yes] an
   *[no] aus
}
settings-pain = Fragen zu Schmerzen: { $on ->
    [yes] an
   *[no] aus
}
settings-streak = Tage am Stück: { $on ->
    [yes] angezeigt
   *[no] ausgeblendet
}
settings-summary = Deine Woche als Bild am Sonntag: { $on ->
    [yes] kommt am Abend
   *[no] kommt nicht
}
settings-language = Sprache: { $name }
settings-conditions = Trifft auf dich zu: { $labels }
settings-no-conditions = Trifft auf dich zu: nichts aus der Liste
button-page-programme = Programm
button-page-gear = Geräte
button-page-place = Ort
button-page-level = Stufe
button-page-language = Sprache
button-longer-on = Ab jetzt länger halten
button-longer-off = Nicht mehr länger halten
button-shorter-on = Kürzere anschalten
button-shorter-off = Kürzere ausschalten
button-chance-on = Noch einmal erinnern
button-chance-off = Einmal erinnern
button-bars-on = Balken zeigen
button-bars-off = Balken weglassen
button-pain-on = Nach Schmerzen fragen
button-pain-off = Nicht nach Schmerzen fragen
button-streak-on = Tage am Stück zeigen
button-streak-off = Tage am Stück ausblenden
button-summary-on = Sonntags zusammenfassen
button-summary-off = Sonntags nicht zusammenfassen
button-sound-off = Ton ausschalten
button-sound-on = Ton einschalten
button-conditions = Ändern, was zutrifft
programme-ask = <b>Dein Programm</b>: { $name }. Tippe auf ein anderes, um zu wechseln.
programme-hamstrings = Schritt für Schritt, für kurze Oberschenkelmuskeln und einen Rücken, der zwickt
programme-desk = auf dem Stuhl oder im Stehen, für Tage mit viel Sitzen
programme-whole-body = Beine, Hüfte, Rücken, Brust und Schultern im Wechsel
programme-runners = bewegte Übungen vor dem Lauf, ruhiges Halten danach
gear-ask = <b>Deine Geräte</b>. Tippe an, was du nicht hast, dann bleiben Übungen damit weg.
gear-none = Kein Gerät
gear-mat = Matte
gear-wall = Wand
gear-chair = Stuhl
gear-strap = Gurt oder Handtuch
gear-roller = Rolle
gear-cushion = Kissen
gear-door-frame = Türrahmen
gear-bed = Bett
gear-noted = Notiert, dir fehlt: { $gear }. /settings ändert es.
place-ask = <b>Wo dehnst du dich?</b> Limber bringt, was dort passt.
place-office = Im Büro
place-floor = Am Boden
place-bed = Bett oder Stuhl
place-outdoors = Draußen
place-as-always = wie immer
place-any = Egal wo
level-ask = <b>Wie schwer darf es werden?</b> Schwerere kommen erst, wenn dein Programm so weit ist.
level-1 = Leicht
level-2 = Mittel
level-3 = Anspruchsvoll
language-ask = <b>Sprache</b>. In der neuen Sprache kommen zuerst die Sicherheitsfragen.
language-first = Deine Sprache spricht Limber noch nicht. Welche davon passt dir?
language-set = Limber spricht jetzt { $name }.
floor-ask = Eine Frage: Kommst du gut auf den Boden und auch gut hoch?
floor-easy = Gut. Dann dürfen Übungen am Boden kommen.
floor-hard = Notiert. Limber lässt den Boden weg. /settings ändert es.
age-ask = Eine Frage, ganz nach Belieben: Bist du 65 oder älter?
age-from-65 = Notiert. Wo du frei stehst, sagt Limber dazu, woran du dich hältst. /settings ändert es.
age-under-65 = Notiert.
longer-holds-ask = Auch länger halten, bis zu 60 s, ist möglich: Möchtest du das?
longer-holds-on = Gut. Das Halten wird länger, solange es angenehm ist.
longer-holds-off = Gut, es bleibt, wie es ist. In /settings kannst du es ändern.
button-yes = Ja
button-no = Nein

## Alle Übungen durchsehen

browse-ask = <b>Alle Übungen</b>. Wonach möchtest du suchen?
button-by-muscle = Muskel
button-by-position = Haltung
button-by-gear = Gerät
button-by-level = Stufe
button-by-liking = Von dir markiert
button-by-time = Dauer
browse-by-time = Wie lange darf es dauern?
takes-minutes = Etwa { $minutes } Min.
button-by-place = Ort
button-all-stretches = Alle zeigen
button-yours = Deine eigenen
browse-by-muscle = Welcher Muskel?
browse-by-position = In welcher Haltung?
browse-by-gear = Mit welchem Gerät?
browse-by-level = Welche Stufe?
browse-by-liking = Als was markiert?
liking-shelf-favourite = Lieblingsübungen
liking-shelf-not-for-me = Nichts für mich
browse-none-favourite = Noch keine: „Lieblingsübung“ unter einer Übung behält sie hier.
browse-none-not-for-me = Noch keine: „Nichts für mich“ unter einer Übung nimmt sie aus der Auswahl und stellt sie hierher.
browse-by-place = An welchem Ort?
browse-shelf = <b>{ $label }</b> · { $count ->
    [one] eine Übung
   *[other] { $count } Übungen
}{ $pages ->
    [1] {""}
   *[other] {" "}· Seite { $page } von { $pages }
}
browse-hidden-note = Was in Klammern steht, passt nicht zu dem, was du angekreuzt hast.
button-page-before = ‹ Davor
button-page-after = Mehr ›
muscle-hamstrings = Oberschenkel hinten
muscle-calves = Waden
muscle-hip-flexors = Hüftbeuger
muscle-glutes = Gesäß
muscle-back = Rücken
muscle-trunk = Rumpf
muscle-chest = Brust
muscle-shoulders = Schultern
muscle-whole-body = Der ganze Körper
position-standing = Im Stehen
position-chair = Auf dem Stuhl
position-floor = Im Sitzen am Boden
position-back = In Rückenlage
position-hands-and-knees = Auf Händen und Knien
position-half-kneeling = Auf einem Knie
position-bed = Auf dem Bett
button-start = Starten
button-favourite = Lieblingsübung
button-not-for-me = Nichts für mich
button-not-favourite = Keine Lieblingsübung mehr
button-not-not-for-me = Doch zeigen
liking-favourite = ★ Eine deiner Lieblingsübungen: Sie kommt öfter.
liking-not-for-me = ✕ Nichts für dich: Limber wählt sie nie aus.
not-startable-condition = Nichts für dich, wegen dem, was du angekreuzt hast: { $labels }.
not-startable-gentle-day = Heute nicht: Gestern tat etwas weh, darum kommen heute die sanften.
not-startable-never-alone = Nie allein: Sie kommt erst nach dem Aufwärmen, in einer /session.
not-startable-too-early = Erst die Grundlagen: vier Wochen, 12 Übungen mit 30 s Halten und zwei Wochen ohne Schmerz ab 3. Bisher: { $weeks } { $weeks ->
    [one] Woche
   *[other] Wochen
} und { $holds } solche { $holds ->
    [one] Übung
   *[other] Übungen
}.
not-startable-enough-today = Genug für heute: Mit dieser Übung wären es über vier Minuten Halten für ein Bein. Morgen passt sie.
not-startable-every-other-day = Höchstens jeden zweiten Tag, und du hast sie heute oder gestern gemacht. Jede andere passt.
browse-ready = Steht dir jetzt offen, wenn du magst: „{ $name }“.
shown-already = Sie ist schon offen, weiter unten.

## Eigene Übungen

mine-list = <b>Deine eigenen Übungen</b> · { $count ->
    [0] bisher keine
   *[other] { $count } von { $most }
}
    Was man dir anderswo gezeigt hat, oder was du gern machst. Sie kommen zu deinen Zeiten, mit Timer, und stehen in deinem Protokoll.
mine-days = { $days ->
    [none] Kommt ab und zu, an jedem Tag.
   *[other] Kommt am { $days } als Erstes.
}
mine-unchecked = Limber hat sie nicht geprüft.
mine-kept = Gespeichert.
mine-removed = „{ $name }“ ist entfernt. Ihr Name bleibt in deinem Protokoll.
mine-change = <b>{ $name }</b>: Was soll anders sein?
mine-remove-ask = <b>{ $name }</b> entfernen? Was du davon gemacht hast, bleibt in deinem Protokoll.
mine-ask-name = Wie heißt sie? Du kannst alles auf einmal sagen: <i>Wadenheben, jede Seite, 3 x 30 s, Mo Do</i>.
mine-ask-sides = Eine Seite nach der anderen, oder beide zugleich?
mine-ask-seconds = Wie viele Sekunden am Stück? Tipp an, oder schreib eine Zahl von 1 bis 600.
mine-ask-reps = Wie oft{"?"} Tipp an, oder schreib eine Zahl von 1 bis 20.
mine-ask-days = An welchen Tagen? An diesen kommt sie zu einer deiner Zeiten als Erstes; bei „jeder Tag“ kommt sie ab und zu.
mine-ask-picture = Schick ein Foto oder ein Video davon, wenn du magst; was du darunter schreibst, wird deine Notiz.
mine-ask-notes = Was soll dastehen, während du sie machst? Höchstens 300 Zeichen.
mine-times = { $count } ×
mine-wrong-no-name = Sie braucht einen Namen.
mine-wrong-name-length = Ein Name hat höchstens 60 Zeichen.
mine-wrong-notes-length = Eine Notiz hat höchstens 300 Zeichen.
mine-wrong-link = Bitte nur Worte: keine Links, Adressen oder Namen mit @.
mine-wrong-seconds = Bitte 1 bis 600 Sekunden.
mine-wrong-reps = Bitte 1- bis 20-mal.
mine-wrong-in-all = Alles zusammen ist mehr als eine Stunde. Bitte weniger oder kürzer.
mine-wrong-full = Es ist Platz für 30. Entferne zuerst eine.
list-title = { $title ->
    [none] <b>Übungen</b>
   *[other] <b>{ $title }</b>
} · { $count ->
    [one] eine Übung
   *[other] { $count } Übungen
}
list-exercise = { $number }. <b>{ $name }</b>
list-unchecked = Das hat jemand anderes zusammengestellt, und Limber hat es nicht geprüft. Nimm es nur, wenn es von jemandem kommt, dem du vertraust, und zu dir passt. Wer es geschrieben hat, erfährt nichts davon.
list-dropped = Weggelassen. Nichts davon ist gespeichert.
list-shared = Wer diesen Link öffnet, sieht jedes Wort, bevor etwas übernommen wird: { $link }
    Wer das tut, erfährst du nicht. In /mine beendest du den Link.
list-first = Das ist ein Link zu Übungen. Zuerst ein paar Fragen; öffne den Link danach noch einmal.
list-revoked = Dieser Link führt nirgendwohin mehr. Bitte um einen neuen, wo du ihn herhast.
list-links = <b>Links zu deinen Listen</b> · { $count ->
    [0] keine
   *[other] { $count }
}
list-link = • { $title ->
    [none] Übungen
   *[other] { $title }
}: { $link }
list-not-no-room = Es ist Platz für 30 Übungen. Entferne zuerst welche.
list-not-too-many-links = Mehr als zehn Links gehen nicht. Beende zuerst einen in /mine.
list-not-fetched = Ich konnte die Datei nicht von Telegram holen. Bitte schick sie noch einmal.
list-wrong = Nichts ist übernommen. Zeile { $line }{ $field ->
    [none] {""}
   *[other] , { $field }
}: { $why }
list-wrong-whole = Nichts ist übernommen: { $why }
list-wrong-large = eine Datei hat höchstens 20 MB, und was darin ist 8 MB.
list-wrong-zip = diese ZIP-Datei lässt sich nicht lesen: Sie ist unvollständig, gesperrt, zu groß, oder ihre Ordner führen hinaus.
list-wrong-newer = diese Datei ist von einem neueren Limber als diesem.
list-wrong-slow = diese Datei zu lesen dauert zu lange.
list-wrong-size = eine Datei hat höchstens 64 KB.
list-wrong-unreadable = das lässt sich nicht lesen. Es soll TOML oder JSON in UTF-8 sein.
list-wrong-unknown = dieses Feld gibt es nicht.
list-wrong-type = das ist von anderer Art, als es sein soll.
list-wrong-missing = das fehlt.
list-wrong-value = das ist keines der Wörter, die dort stehen können.
list-wrong-count = es müssen 1 bis 30 sein.
list-wrong-no-name = ein Name fehlt.
list-wrong-name-length = höchstens 60 Zeichen.
list-wrong-notes-length = höchstens 300 Zeichen.
list-wrong-link = nur Worte: keine Links, Adressen oder Namen mit @.
list-wrong-seconds = 1 bis 600 Sekunden.
list-wrong-reps = 1- bis 20-mal.
list-wrong-in-all = alles zusammen ist mehr als eine Stunde.
button-list-take = Diese nehmen
button-list-drop = Nein
button-list-share = Per Link teilen
button-list-links = Deine Links
button-list-revoke = Link { $number } beenden
export-ready = Das ist, was Limber von dir gespeichert hat: { $entries ->
    [0] kein Eintrag bisher
    [one] ein Eintrag
   *[other] { $entries } Einträge
}, deine Zeiten und deine Einstellungen. In diesen Chat zurückgeschickt bringt die Datei das alles hierher. Darin sind auch eine Tabelle zum Rechnen und deine Tage, wie Loop Habit Tracker sie schreibt. Wer diese Datei hat, kann sie lesen.
export-habit = Dehnen
import-how = Schick mir die Datei hierher: die ZIP-Datei von /export, oder was Loop Habit Tracker als CSV exportiert (auch eine ZIP-Datei). Du siehst, was darin ist, bevor etwas übernommen wird.
import-archive = <b>Dein Protokoll aus Limber</b>{ $name ->
    [none] {""}
   *[other] {" "}· { $name }
}
import-days = { $count ->
    [one] 1 Tag mit Übung, am { $first }.
   *[other] { $count } Tage mit Übung, vom { $first } bis zum { $last }.
}
import-no-days = Bisher kein Tag mit Übung.
import-skips = { $count ->
    [0] Nichts übersprungen.
    [one] 1 Tag übersprungen.
   *[other] { $count } Tage übersprungen.
}
import-holds = Deine Einstellungen werden die aus der Datei{ $times ->
    [0] {""}
    [one] , deine Zeit auch
   *[other] , deine { $times } Zeiten auch
}. { $exercises ->
    [0] {""}
    [one] Eine eigene Übung kommt mit.
   *[other] { $exercises } eigene Übungen kommen mit.
}
import-safety = Was angekreuzt ist, kommt nur dazu, eine laufende Pause bleibt, und die Fragen zur Sicherheit kommen neu.
import-loop = <b>Aus Loop Habit Tracker</b> · { $count ->
    [one] eine Gewohnheit
   *[other] { $count } Gewohnheiten: Welche davon ist das Dehnen?
}
import-habit = { $name } · { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
import-unread = { $count ->
    [one] 1 Zeile nicht gelesen: { $which }
   *[other] { $count } Zeilen nicht gelesen: { $which }{ $count ->
        [2] {""}
        [3] {""}
       *[other] {" "}…
    }
}
import-line = { $file }, Zeile { $line }
import-days-only = Sie zählen für deinen Kalender und deine Tage in Folge, und für nichts anderes: keine Sekunden, keine Dauer, keine nächste Stufe.
import-nothing-kept = Gespeichert wird erst etwas, wenn du „Importieren“ drückst.
import-tick-first = Kreuze zuerst eine Gewohnheit an.
import-done = Übernommen: { $entries ->
    [one] 1 Eintrag
   *[other] { $entries } Einträge
}{ $days ->
    [0] {""}
    [one] {" "}und 1 Tag von anderswo
   *[other] {" "}und { $days } Tage von anderswo
}. Einen Tag lang kannst du das rückgängig machen.
import-set-anew = Zeiten und Einstellungen sind die aus der Datei.
import-nothing-new = Nichts Neues: Alles davon war schon da.
import-empty = In dieser Datei ist kein Tag erledigt, also gibt es nichts zu übernehmen.
import-undone = Rückgängig gemacht: Protokoll, Zeiten und Einstellungen sind wie vorher. Was angekreuzt dazukam, bleibt; /settings zeigt es.
import-not-gone = Diese Datei ist von einem anderen Mal. Bitte schick sie neu.
import-not-no-room = Platz ist für 30 eigene Übungen, und mit denen aus der Datei wären es mehr. Nichts ist übernommen.
import-not-undone-gone = Es gibt keinen Import, der sich rückgängig machen lässt.
import-not-undone-too-late = Dieser Import ist mehr als einen Tag her und bleibt.
import-other-app = Das ist eine Datei von { $app }. Limber liest nur die eigenen und die von Loop Habit Tracker; nichts ist übernommen.
import-loop-backup = Das ist eine Sicherung von Loop Habit Tracker. Exportiere dort bitte als CSV und schick mir diese Datei.
import-unknown = Solche Dateien kenne ich nicht. Limber liest die von /export und was Loop Habit Tracker als CSV exportiert.
button-import = Importieren
button-import-drop = Nein
button-import-undo = Import rückgängig
button-export = Exportieren
button-import-how = Protokoll mitbringen
own-ask = Du hast „{ $labels }“ angekreuzt; frag deine Therapeutin oder deinen Therapeuten, ob sie zu dir passt.
button-mine-add = Eine anlegen
button-mine-try = Jetzt versuchen
button-mine-remove = Entfernen
button-mine-keep = Behalten
button-mine-name = Name
button-mine-sides = Seiten
button-mine-seconds = Sekunden
button-mine-reps = Wie oft
button-mine-days = Tage
button-mine-picture = Bild
button-mine-notes = Notiz
button-mine-each = Eine Seite nach der anderen
button-mine-both = Beide zugleich
button-mine-these = Diese Tage
button-mine-any-day = Jeder Tag
button-mine-no-picture = Kein Bild
button-mine-no-notes = Keine Notiz

## Warum diese

why-gentle = ist sanft, weil gestern etwas weh tat
why-chosen = ist die, die du gewählt hast
why-yours = ist eine von deinen eigenen
why-yours-today = ist eine von deinen eigenen, für diesen Tag
why-left-over = ist das, was deine Angaben und Einstellungen zulassen
why-first = ist eine kurze für den Anfang
why-later = ist die, die du auf später gelegt hast
why-another = ist eine andere, wie gewünscht
why-stage = gehört zu Schritt { $stage } von { $stages } in „{ $programme }“
why-beyond = kommt zur Abwechslung aus einem späteren Schritt von „{ $programme }“
why-favourite = ist eine deiner Lieblingsübungen
why-no-gear = braucht kein Gerät
why-own-gear = braucht nur, was du hast ({ $gear })
why-place = passt zu deinem Ort ({ $place })
why-morning = passt gut in den frühen Morgen
why-level = passt zu deiner Stufe
why-not-lately = ist keine von denen, die zuletzt kamen
why-balance = sorgt für Abwechslung zwischen Halten und Bewegen
button-lack-gear = Mir fehlt: { $gear }

## Quellen

sources-title = <b>Quellen</b> der Vorsichtsregeln, Übungen und Tipps:
sources-own = Wo „Limber“ steht, ist es unser eigener Rat und beruht auf keiner Studie. In /precautions stehen die Regeln.

## Eine Einheit

session-ask = Wie lang soll sie sein? { $minutes } Minuten sind jetzt eine gute Länge.
button-minutes = { $minutes } min
session-name = Einheit von { $minutes } Minuten
session-intro = Erst warm werden, dann eine Übung nach der anderen, mit einem Timer.
session-part = { $number ->
    [0] •
   *[other] { $number }.
} <b>{ $name }</b> · { $count ->
    [one] { $seconds } s
   *[other] { $count } × { $seconds } s
}{ $sides ->
    [two] {" "}je Seite
   *[none] {""}
}
session-shorter = Länger wird es heute nicht: { $minutes } Minuten.
session-lengths = Eine Einheit hat 5, 10 oder 15 Minuten. Sag „einheit 10“.
session-nothing-fits = Eine ganze Einheit passt heute nicht zu dem, was du angekreuzt, gewählt und gemacht hast. Eine Übung schon.
session-end = <b>Einheit</b>: { $done } von { $total } { $total ->
    [one] Übung
   *[other] Übungen
} gemacht.{ $whole ->
    [yes] {""}
   *[no] {" "}„Fertig“ trägt den Rest ein.
}
session-end-part = • { $name }: { $efforts } von { $total }, { $seconds } s
frame-part = { $number } von { $total }{ $isnext ->
    [yes] , als Nächstes: { $name }
   *[no] {""}
}
call-next = Als Nächstes: { $name }
warm-up-ask = Diese Übung ist für warme Muskeln. Erst zwei Minuten umhergehen oder auf der Stelle marschieren?
button-with-warm-up = Mit Aufwärmen
button-without-warm-up = Ohne
warm-up-with = Gut, erst ein lockerer Gang.
warm-up-without = Gut, dann gleich los.

## Nebenbei

said-hello = Hallo! /today bringt eine Übung, /help zeigt den Rest.
said-thanks = Gern geschehen.
said-yes = Gut. /help zeigt, was du sagen kannst.
likes-favourite = Notiert, eine Lieblingsübung: <b>{ $name }</b> kommt öfter. /stretches ändert das.
likes-not-for-me = Notiert: Limber wählt <b>{ $name }</b> nicht mehr aus. „Andere Übung“ bringt jetzt eine andere, /stretches holt sie zurück.
likes-where = Gerade ist keine einzelne Übung offen. In /stretches hat jede die Knöpfe „Lieblingsübung“ und „Nichts für mich“.
said-pleased = Das freut mich.
said-wait = Nimm dir Zeit, es bleibt hier.
said-cancel = In Ordnung, nichts wurde geändert.
said-bye = Bis bald!
said-sorry = Kein Problem.

## Fragen, und was ein halber Satz meinen kann

answer-why-asked = Nach der Stadt fragt Limber, um deine Uhrzeit zu kennen, nach Zeichen und Erkrankungen, um wegzulassen, was dir nicht guttut. Was gespeichert ist, steht unter /privacy.
answer-zone = <b>{ $place }</b>: dort ist es jetzt { $time }. /zone ändert die Stadt.
answer-not-logged = Für heute ist noch nichts eingetragen. „fertig“ trägt die letzte Übung ein.
answer-maker = Limber ist ein Programm. Dieses hier betreibt { $contact }; dort hilft man auch, wenn etwas nicht geht. Woher seine Ratschläge stammen, steht unter /sources.
answer-length = Gehalten wird 15 bis 30 Sekunden, zwei- oder dreimal je Seite; eine ganze Übung dauert zwei bis vier Minuten.
answer-left = Noch { $held }{ $more ->
    [0] .
    [one] , und nach dieser noch eine Übung.
   *[other] , und nach dieser noch { $more } Übungen.
}
answer-side = So, wie es bei der Übung steht; die meisten beginnen links, dann wechseln die Seiten.
answer-side-told = Der Timer sagt es in seiner Nachricht: wann du die Seite wechselst, mit ein paar Sekunden dafür, und wann es vorbei ist.
answer-no-side = Beide Seiten zugleich: Es gibt keine, die zuerst kommt.
answer-this-side = { $when ->
    [now] Jetzt: { $side }.
   *[first] Zuerst: { $side }, dann die andere Seite, im Wechsel.
}
answer-right = Rücken gerade, aus der Hüfte beugen, langsam hinein, kein Wippen. Ein Ziehen ist in Ordnung, Schmerz nicht. Mehr unter /precautions.
answer-unseen = Sehen kann ich dich nicht, aber darauf kommt es an:
answer-muscle = Im Muskel, der gedehnt wird, als Ziehen. Bei Schmerz oder Kribbeln hör auf und sag „tut weh“.
answer-this-muscle = Sie ist für: { $muscles }. Ein Ziehen dort ist in Ordnung, Schmerz oder Kribbeln nicht.
answer-forgot = Das macht nichts: Ein Tag mehr oder weniger schadet keiner Gewohnheit, und wo einer verdient ist, hält ein Ersatztag die Serie. War es gestern gemacht, sag „gestern gemacht“.
answer-half = „Fertig“ trägt die ganze Übung ein. Mit dem Timer trägt „Beenden“ ein, was gehalten ist; ab der Hälfte zählt es.
answer-often = Einmal am Tag ist ein gutes Maß, zweimal ist in Ordnung, solange es angenehm bleibt: Limber bringt höchstens vier Minuten je Bein am Tag. /session bringt mehrere auf einmal.
answer-weeks = Das braucht eher Wochen als Tage: weiter geht es über Wochen, nicht über Sekunden. /stats zeigt dein Protokoll.
answer-cure = Dehnen kann einen steifen Rücken erleichtern, und viele fühlen sich lockerer. Einen Arzt ersetzt es nicht, und die Studien sind sich uneins: /sources nennt sie. Allgemeine Information, kein ärztlicher Rat.
answer-pnf = PNF ist eine Art zu dehnen: dehnen, sanft gegen das Band drücken, lösen, dann ein wenig tiefer. Limber bietet sie an, wenn die Grundlagen sitzen; besser als ruhiges Halten ist sie nicht.
answer-streak = Ein Tag ohne eigene Übung, wie in einer Pause, zählt nicht und beendet die Serie nicht. Einer, den du auslässt, beendet sie, es sei denn, ein Ersatztag deckt ihn: Je sieben gemachte Tage bringen einen Ersatztag, zwei höchstens. /stats zeigt deine.
answer-shoes = Wie du magst: barfuß oder in Schuhen, in denen du fest stehst.
answer-spare = Ein Ersatztag deckt einen Tag ohne Eintrag, damit die Serie weitergeht.
answer-bot = Ich bin Limber, ein Programm, das dir zur Zeit deiner Wahl eine Übung schickt. Hier antwortet kein Mensch. /help zeigt, was ich verstehe.
answer-free = Limber kostet nichts: Es gibt nichts darin zu kaufen.
answer-friends = Jeder hat einen eigenen Chat mit Limber, also gib den Link weiter. Wer diesen hier betreibt, entscheidet, wer ihn nutzen darf.
answer-nothing = Dann geh langsam ein wenig weiter, solange es angenehm bleibt. Ist es stattdessen taub, sag „taub“.
answer-shakes = Geh so weit zurück, bis es ruhig wird: Weniger ist in Ordnung. Tut etwas weh, hör auf und sag „tut weh“.
answer-pull = Ein Ziehen soll es sein, Schmerz nicht. Wird es Schmerz oder Kribbeln, sag „tut weh“.
answer-breathe = Atme ruhig weiter und halte die Luft nicht an.
answer-cold = Warme Muskeln dehnen sich besser: geh vorher ein, zwei Minuten umher oder auf der Stelle.
answer-change-later = Ja, so oft du willst: /time zeigt deine Zeiten und ändert sie.
answer-when = Am besten zu einer festen Stunde, bei etwas, das du ohnehin tust, etwa früh am Morgen oder vor dem Schlafen. Bewegte Übungen passen vor den Sport, gehaltene danach. Schreib eine Uhrzeit, etwa 7:30.
answer-sore = Ein Muskelkater mag vielleicht lieber einen leichten Spaziergang als eine Dehnung. Ist es Schmerz, sag „tut weh“.
too-hard = Weniger ist in Ordnung: geh nur so weit, wie es angenehm bleibt, oder lass sie aus.
too-easy = Langsam ein wenig weiter ist in Ordnung, solange es angenehm bleibt. Mit der Zeit wird von selbst länger gehalten.
area-nearest = Genau dafür hat Limber keine Übung. Am nächsten liegt: { $muscle }.
abuse = { $contact ->
    [none] In Ordnung. /stop beendet die Erinnerungen sofort.
   *[other] In Ordnung. /stop beendet die Erinnerungen sofort; Beschwerden erreichen { $contact }.
}
answer-gone = Beim Abmelden bleibt dein Verlauf. Beim Löschen geht alles weg, Zeiten, Verlauf und Einstellungen, und nur eine Datei von /export bringt es zurück.
answer-joke = Witze überlasse ich den Menschen, aber schön, dass du gut gelaunt bist.
answer-gear = Nötig ist nichts: Viele Übungen gehen ganz ohne Geräte. Unter /settings tippst du an, was du nicht hast, dann bleiben Übungen damit weg.
answer-suits = Wahrscheinlich schon: Jede Übung hat eine leichte Form, gehalten wird anfangs nur kurz, und du gehst nur so weit, wie es angenehm bleibt. Was dir nicht guttut, bleibt weg, sobald du es ankreuzt.
answer-support = Ja: Halt dich an etwas fest, das sicher steht, etwa an einer Wand, einem Tisch oder einem Stuhl ohne Rollen. Die Dehnung ist dieselbe.
answer-order = Welche Seite zuerst kommt, ist egal, Hauptsache, jede kommt dran.
answer-towel = Ja: Ein Handtuch, ein Gürtel oder ein Schal tut es so gut wie ein Gurt.
answer-meal = Wann immer es angenehm ist. Gleich nach einem großen Essen warten die meisten lieber, bis der Magen ruhig ist, vor allem vor Übungen im Liegen.
answer-name = Die heißt hier „{ $name }“.
answer-none-due = In den letzten 24 Stunden war keine deiner Zeiten dran, also ist nichts ausgefallen.
offer-last = Welche meinst du?
offer-place = Eine andere, die jetzt passt, oder ein Ort, der für alle gilt?
offer-longer = Halten geht auch länger, bis zu 60 s, ab der nächsten Übung. Oder eine andere Stufe?
offer-wishes = Eins nach dem anderen: Was kommt zuerst?
button-how = So geht es
button-mind = Worauf achten
button-favourites = Lieblingsübungen
offer-liked = Soll diese öfter kommen?
answer-previous = In einer Einheit führt „Zurück“ unter dem Timer zur Übung davor. Eine einzelne beginnt hinter „…“ von vorn.
offer-kneeling = Dann schonen wir die Knie: eine andere Übung, oder du gibst es an, damit Knien wegbleibt.
offer-spare = Dann lassen wir das: eine andere Übung, oder ankreuzen, was wegbleiben soll. Wenn etwas weh tut, sag „es tut weh“.
offer-menu = Was möchtest du?
offer-cannot = Dann kann sie warten, oder eine andere passt besser. Wo du dehnst, stellst du unter /settings ein.
offer-unwilling = Das ist in Ordnung, und deine Sache. Später, heute nicht, oder eine andere?
offer-timer = Was soll der Timer tun? Endet er hier, wird eingetragen, was gehalten ist.
offer-again = Noch eine eintragen, oder jetzt eine machen?
offer-yes = Sobald du so weit bist.
offer-done = Hast du sie gemacht? „Fertig“ trägt sie ein.
offer-yesterday = Hast du sie gestern gemacht? Dann wird sie für gestern eingetragen.
offer-another = Eine andere Übung?
button-done-yesterday = Gestern gemacht
offer-undo = Soll der letzte Eintrag zurückgenommen werden?
offer-ill = Gute Besserung. Heute nichts mehr, oder eine längere Pause?
offer-now = Jetzt eine Übung?
button-now = Jetzt eine Übung
button-times = Deine Zeiten
button-week = Deine Woche
button-stretches = Alle Übungen
button-settings = Einstellungen
button-help = Hilfe
button-break = Eine Pause
button-end-break = Pause beenden
button-several = Mehrere hintereinander
button-easier = Leichter
button-harder = Schwerer
button-leave = Erinnerungen beenden
button-data = Deine Daten
button-go-on = Weiter
unknown-asked = Das kenne ich als Antwort nicht, deshalb ändert sich nichts.
unknown-menu = Ich verstehe es noch nicht. Ist es etwas davon? /help zeigt den Rest.

## Für die, die Limber betreiben

operator-disk = Limber: Auf der Platte ist kaum noch Platz. Ist sie voll, wird nichts mehr gespeichert, und es geht keine Übung hinaus.
operator-database = Limber: Die Datenbank antwortet seit 5 Minuten nicht. Verloren geht nichts, aber bis sie antwortet, kommt auch nichts.
operator-late = Limber: Übungen kommen 10 Minuten zu spät und später. /readyz und das Protokoll sagen, warum.
operator-worker = Limber: Ein Teil stand still und wurde neu gestartet. Das Protokoll sagt, welcher.
operator-running = <b>Limber { $version }</b>, läuft seit { $since }
operator-well = Alles in Ordnung.
operator-people = <b>Leute</b>: { $active } aktiv, { $paused } in einer Pause, { $new } noch nicht durch /start, { $stopped } abgemeldet, { $left } nicht erreichbar, { $banned } gesperrt
operator-prompts =
    <b>Übungen heute</b>: { $sent } geschickt, { $skipped } ausgelassen, { $unreachable } nicht erreichbar, { $unclear } ungewiss
    Jetzt fällig: { $due }{ $minutes ->
        [0] {""}
       *[other] {" "}(die älteste seit { $minutes } min)
    } · laufende Timer: { $timers }
operator-log = <b>Protokoll dieses Prozesses</b>: { $errors } Fehler, { $warnings } { $warnings ->
    [one] Warnung
   *[other] Warnungen
}
operator-parts = <b>Datenbank</b>: { $database } · <b>Zeitzonen</b>: { $zones }
operator-ban-whom = Wen? Mit der Nummer des Telegram-Kontos: /ban 123456789
operator-unban-whom = Wen? Mit der Nummer des Telegram-Kontos: /unban 123456789
operator-ban-admin = Wer Limber betreibt (ADMIN_IDS), lässt sich nicht sperren.
operator-banned = { $person } ist gesperrt: ab jetzt keine Antwort und keine Übung. Was gespeichert ist, bleibt bis zu einem /delete. /unban { $person } hebt es auf.
operator-banned-unknown = { $person } ist gesperrt. Mit dieser Nummer hat noch niemand Limber geschrieben. /unban { $person } hebt es auf.
operator-unbanned = Die Sperre von { $person } ist aufgehoben. Alles ist wie vorher.
operator-not-banned = { $person } war nicht gesperrt.
broadcast-how = Schreib den Text dahinter, so wie er ankommen soll: /broadcast Limber zieht heute Nacht um. Du siehst ihn zuerst; vorher geht nichts hinaus. /broadcast stopp hält einen auf, der unterwegs ist.
broadcast-ask = So sieht es aus. Es geht an alle, die aktiv sind, ohne Ton und nach allen Übungen: jetzt { $people } { $people ->
    [one] Person
   *[other] Personen
}. Abschicken?
button-broadcast = An { $people } schicken
button-broadcast-drop = Nicht schicken
button-broadcast-stop = Stopp
broadcast-dropped = Nicht geschickt und vergessen.
broadcast-running = Unterwegs: { $sent } von { $people } haben es.
broadcast-stopped = Gestoppt: { $sent } von { $people } haben es.
broadcast-ended = Fertig: { $sent } von { $people } haben es.
broadcast-unreachable = Nicht erreichbar: { $people }
broadcast-unknown = Ungewiss, weil Telegram nicht klar geantwortet hat: { $people }
broadcast-skipped = Ausgelassen, weil sie inzwischen pausieren oder weg sind oder Telegram den Text abgelehnt hat: { $people }
