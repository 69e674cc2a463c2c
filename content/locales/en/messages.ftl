# What Limber says, in English. Names of messages stay; {$variables} must all be kept. Telegram's HTML is allowed.

### Shared words

side = { $side ->
    [left] left
   *[right] right
} { $part ->
    [leg] leg
   *[side] side
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
    [0] A new streak starts with the next one.
    [one] { $best ->
        [0] Day 1.
        [1] Day 1.
       *[other] Day 1 of a new streak, best so far { $best }.
    }
   *[other] Streak: { $days } days{ $isbest ->
        [yes] , your best so far.
       *[no] , best so far { $best }.
    }
}
streak-covered = A spare day covered { $day }.
next-line = Next: { $time }
next-hidden = No stretch comes while this applies: { $labels }. Once a doctor has agreed, /settings changes it.
next-none = No time is set. /time sets one.
next-stopped = You have unsubscribed. /start brings everything back.
last-prompt = { $came ->
    [yes] The one of { $time } came.
   *[no] The one of { $time } was left out{ $reason ->
        [done] , for one was done already
        [paused] , for a break was on
        [resting] , for it was a day of rest
        [newer] , for another one came in its place
        [late] , for Limber could not send it in time
        [alarm] , for the sign that you spoke of
        [safety] , for questions about your health came in its place
        [waits-for-answer] , for the last ones had found no answer
        [new-zone] , for you had moved
       *[other] {""}
    }.
}
next-in-break = A break is on; /resume ends it.
next-paused = No reminders until you say /resume.
all-days = every day
weekdays = Monday to Friday
weekends = Saturday and Sunday
all-days-but = every day but { $day }
every-days = { $count ->
    [2] every other day
   *[other] every { $count } days
}
days-next = { $days }, next on { $weekday }, { $day }
days-run = { $first } to { $last }
times-of-days = { $times } { $days }{ $onlyif ->
    [none] {""}
   *[other] {" "}({ $onlyif } only if nothing is done yet)
}

## Commands, as Telegram's menu shows them

command-today = The next stretch, now
command-session = Several stretches, 5, 10 or 15 minutes
command-done = Log the last stretch
command-time = Your times
command-zone = Your city
command-pause = Take a break
command-resume = Go on after a break
command-plan = What comes in the coming seven days
command-calendar = Your times for your calendar
command-stats = Your week and your streak
command-history = Your days one by one
command-precautions = What to take care of
command-stretches = Look through all stretches
command-mine = Exercises of your own
command-programme = Choose your programme
command-sources = Where it all comes from
command-settings = Programme, gear, place, sound and more
command-language = Another language
command-help = What you can say
command-privacy = What is kept, and why
command-export = All your data as a file
command-import = Bring a record from elsewhere
command-delete = Delete everything about you
command-stop = Unsubscribe
command-start = Begin, or see where you are
command-status = How Limber is, in counts
command-broadcast = Write to everybody who is active
command-ban = Shut somebody out
command-unban = Take a ban back

about = One stretch at the time you choose, a timer that runs in the chat, and your own record. For adults. General information, not medical advice.
about-short = One stretch a day, at your time, with a timer in the chat.

## /start

welcome =
    <b>Limber</b> sends you one short stretch at the time you choose, runs a timer for the hold right here, and keeps your record.

    It is for adults. /stop ends the reminders at any moment, and /delete removes everything about you.
safety-title = <b>First, your safety.</b> With any of these, get emergency care now ({ $number }); Limber can wait:
safety-number = your local emergency number
safety-conditions = <b>Now what you live with.</b> Does one of these apply to you?
safety-group = <b>{ $name }</b>: { $labels }
group-pregnancy = Pregnancy
group-bones = Bones and joints
group-balance = Balance
group-muscles = Muscles and nerves
group-circulation = Blood and eyes
safety-no-signs = None of the signs. One more question:
safety-answered = Safety screen answered on { $date }.
safety-waits = Please tap one of the buttons of the safety screen first. /start shows it once more.
button-none-of-these = None of these
button-one-applies = One of these applies
conditions-ask = Tick what applies. Limber leaves out what does not suit it.
button-continue = Continue
conditions-nothing-ticked = Tick at least one, or go back with “None of these”.
conditions-advice =
    Thank you. Please ask a doctor or physiotherapist first.

    { $advice }

    When they agree, Limber leaves out what does not fit: { $labels }.
conditions-no-stretch = While this is ticked, no stretch comes. You can subscribe all the same: once a doctor has agreed, untick it in /settings.
button-consent = I have asked, or I decide myself
zone-ask =
    <b>Where are you?</b> Limber needs your local time. Tap a city, or type yours.
button-share = Use my location
zone-share-ask = Tap the button below. Your location is used once to find the time zone, and not kept.
button-share-location = Share my location
zone-shared = Thank you. Your location was used and not kept.
zone-confirm = <b>{ $place }</b>: it is { $time } there now. Is that right?
button-zone-yes = Yes, that is right
button-zone-no = Another city
zone-choose = Which one do you mean? The hour is the one there now.
zone-number = The list has the numbers 1 to { $last }. Type one of them, or a city.
zone-unknown = I do not know that place. Please type a city near you, such as “Berlin” or “São Paulo”.
zone-clock = The clock alone does not say when it changes where you are, so a city is needed. Please type one near you, such as “Berlin” or “São Paulo”.
zone-private = What counts is the time zone, no address: any bigger city with the same time as yours will do, such as “Berlin” or “São Paulo”.
zone-offset = That does not say when the clocks change where you are. Please type a city near you, such as “Berlin” or “São Paulo”.
zone-nowhere = There is no city near that spot. Please type a city near you.
zone-set = <b>{ $place }</b>, { $time } now.
zone-passed = Your { $time } has passed there, so it is left out today.
zone-too-soon = Your { $time } is left out today: the last one was only a few hours ago.
time-early = Noted for later: { $times }.
time-early-ask = <b>When should your stretch come?</b> You said { $times }.
button-early-yes = Yes, please
button-early-no = Another time
zone-keyboard-gone = I put the location button away.
time-ask = <b>When should your stretch come?</b> Tap a time, or type one, such as 7:30.
subscribed = You are subscribed, { $times }.
subscribed-tomorrow = That is less than an hour away, so it begins tomorrow.
first-now = Here is a first one now, a single short hold.
start-again = You are subscribed: { $times } ({ $place }).
start-back = Good to see you. Your times and your record are as you left them.
start-resume = Let us go on where we were.
safety-before-stretch = Before your stretch, a look at your safety: something in it is new, or your answer is open.
first-safety = First a short safety screen, then this.
nothing-fits = With what you ticked, Limber has no stretch for you until a professional has agreed. The button changes what applies.

## Times

times-title = <b>Your times</b> ({ $place })
times-line = { $time } · { $days }{ $extra ->
    [yes] {""}
   *[no] {" "}· only if nothing is done yet
}{ $place ->
    [none] {""}
   *[other] {" "}· { $place }
}
times-hint = Type a time to change it, such as 7:30 or “weekdays 8, sat 10”.
button-slot-add = Add a time
button-plan = What comes
button-calendar = For your calendar
button-calendar-new = New address
button-calendar-end = No address any more
calendar-name = Limber
calendar-title = { $minutes ->
    [0] Stretch
   *[other] Stretch, { $minutes } minutes
}{ $extra ->
    [yes] {""}
   *[no] {" "}(unless one is done)
}
calendar-file = Your times, for your calendar: open the file with it. Limber goes on reminding you here, so the file has no alarms of its own. When your times change, take a new one.
calendar-address =
    <b>Or subscribe</b> to this address, which calendars call a URL, and your times change there by themselves:
    <code>{ $address }</code>

    Whoever has the address can see your times, and nothing else about you. A new address ends this one.
calendar-no-address =
    <b>Or subscribe</b>: a calendar can read your times at a private address and follow them by itself. Whoever has that address can see your times, and nothing else about you. The button makes one.
calendar-ended = The address leads nowhere any more. Your calendar may keep what it read there: remove it there too.
calendar-nothing = There is nothing for a calendar: no reminder is to come just now. /time shows your times.
calendar-not-made = I could not make the file just now. Please ask for it once more later.
slot-title = <b>{ $time }</b>, { $days }. Tap a day to turn it on or off.
slot-title-every = <b>{ $time }</b>, { $days }. Tap a day of the week to have that instead.
button-slot-place = Where: { $place }
noticed-hour = You often stretch around { $often }. Move the reminder of { $usual } there?
noticed-unanswered = The last ones found no answer, which is fine. Would something else suit you better? Without a word from you there are a few more, and then none; any word brings them back.
noticed-chance = If a reminder comes at a bad moment, Limber can show it once more, two hours later, and never after that. Would you like that?
button-chance-yes = Yes, once more
button-chance-no = No, once is enough
chance-on = Good: a reminder without an answer is shown once more after two hours. /settings has the way back.
chance-off = Fine, each comes once.
noticed-summary = Shall your week come as a picture on Sunday evenings, with one suggestion? /settings has the switch.
button-summary-yes = Yes, on Sundays
button-summary-no = No, thanks
summary-on = Good: on Sunday evenings from now on, without a sound. /settings has the way back.
summary-off = Fine, no summary.
noticed-break-ends = Your break ends tomorrow. The next one comes { $time }.
button-longer-break = A longer break
button-move = Move to { $time }
noticed-left = Fine, it stays as it is.
button-leave-it = Leave it as it is
button-other-hour = Another hour
button-fewer-days = Fewer days
button-shorter = Shorter ones
button-take-break = A break
button-stop-reminders = Stop
shorter-on = Fine: shorter ones from now on. /settings has the way back.
shorter-off = Fine: as long as usual.
slot-place-ask = Where are you at { $time }? Limber brings what fits there.
button-slot-change = Change the time
button-slot-remove = Remove
button-back = Back
slot-change-ask = Type the new time for { $time }, such as { $example }.
slot-add-ask = Type one more time, such as 18:30 or “sat 10”.
time-half-ask = { $morning } or { $evening }?
time-change-ask =
    Now: { $before }
    New: { $after }
time-several-ask =
    Now: { $before }
    With “Add”: { $added }
    With “Replace all”: { $replaced }
time-cannot-add = (not possible: more than six, or closer than 15 minutes)
button-change = Change
button-add = Add
button-replace-all = Replace all
button-cancel = Cancel
time-extra-ask = Should the new time bring one more stretch, or one only if nothing is done yet?
button-extra = One more stretch
button-only-if = Only if nothing is done yet
time-day-ask = Does { $time } belong to the day before, as late evening, or to the new day?
button-day-before = The day before
button-day-new = The new day
times-set = Set: { $times }.
times-from-tomorrow = Today’s prompt has gone out already, so this counts from tomorrow.
times-done-already = Today’s does not come: you did one within the two hours before it.
times-stand = That is set already: { $times }.
times-snoozed = Put off until { $time }.
times-kept = Nothing was changed: { $times }.
time-which-hour = At which hour? Type it, such as 7:30 or 19:30.
time-often = Type every time you want, six a day at most, such as “7:30, 12:00, 19:30”.
time-never = No reminders? /pause takes a break, /stop ends them.
time-now = One comes at once as soon as your time is set; later /today brings one whenever you like. At which hour shall it come? Type it, such as 7:30.
time-shifts = With changing hours: single days can have their own time, such as “mon 7, thu 19”, “later” puts one off, and /today brings one whenever it suits. Which hour fits most days? Type it, such as 7:30.
time-refused = I did not fully understand that time, so nothing was changed. Try 7:30, 19h30, noon, or “weekdays 8, sat 10”.
time-refused-half = Half an hour before that hour, or after it? People mean both, so nothing was changed. Type it in numbers, such as 6:30 or 7:30.
time-refused-quarter = A quarter before that hour, or after it? People mean both, so nothing was changed. Type it in numbers, such as 6:45 or 7:15.
time-refused-many = Six times a day are the most, so nothing was changed. Try fewer, such as 7:30 and 19:30.
time-refused-close = Two times are closer than 15 minutes, so nothing was changed. Try 7:30 and 12:00.
time-refused-range = There is no such time of day, so nothing was changed. Try 7:30 or 19:30.
time-last = This is your only time. /pause takes a break, /stop unsubscribes.
time-night = The evenings that { $time } belongs to: { $days }.
time-needs-day = At least one day has to stay. “Remove” takes the time away.

## What comes in the coming seven days

plan-title = <b>The coming seven days</b>
plan-day = <b>{ $day }</b> { $what }
plan-stop = { $time ->
    [none] {""}
   *[other] { $time }{" "}
}{ $what }{ $onlyif ->
    [yes] {" "}(only if nothing is done by then)
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
    [one] once
   *[other] { $count } times
}
plan-hint = A button swaps what comes on its day.
plan-none = Nothing comes in the coming days. { $next }
plan-no-other = Nothing else fits at that time.
button-swap = ↻ { $when }

## The prompt

prompt-title = <b>{ $name }</b>
prompt-title-own = <b>{ $name }</b> · yours
prompt-dose = { $count ->
    [one] { $seconds } s
   *[other] { $count } × { $seconds } s
}{ $sides ->
    [two] {" "}a side
    [one] , just one side this time, without the change
   *[none] {""}
} · about { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
}
prompt-phases = { $parts } · { $count ->
    [one] once
   *[other] { $count } times
} a side · about { $minutes } minutes
prompt-steps = <blockquote expandable>{ $steps }</blockquote>
prompt-instead = { $kind ->
    [session] In place of the session planned
   *[stretch] In place of “{ $name }”
}, because { $because ->
    [condition] that does not go with what applies to you
    [not-for-me] you marked that as not for you
    [pain] something hurt
    [away] you have had a break
    [gear] you lack the gear for that
    [place] you are somewhere else at this time
    [level] you chose an easier level
    [morning] that does not suit the early morning
    [legs] your legs have had enough for the day
    [length] you chose another length
    [programme] you chose another programme
    [lately] that came just lately
    [days] your own exercises have days of their own
   *[content] something better fits now
}.
prompt-again = Once more, in case it suits you now:
prompt-cue = 👉 { $text }
prompt-warm-up = With what you ticked and chose, this is what is left today: an easy warm-up.
prompt-tip = 💡 { $text }
prompt-caution = ⚠️ { $text }
prompt-breaths = No screen at hand? Hold for { $breaths ->
    [one] one slow breath
   *[other] about { $number } slow breaths
}{ $sides ->
    [two] {" "}a side.
   *[other] .
}
number-word = { $number ->
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
   *[other] { $number }
}
button-start-timer = Start timer
button-done = Done
button-not-here = Not here
button-snooze = Snooze
not-here-ask = Where are you just now?
not-here-kept = From now on at { $time }: { $place }.
button-skip = Skip
button-another = Another
button-more = More
button-done-on = Done on { $day }
prompt-gone = <b>{ $name }</b> · no longer there
prompt-running = <b>{ $name }</b> · the timer is below
prompt-older = <b>{ $name }</b>
prompt-done = <b>{ $name }</b> · done { $time }
prompt-skipped = <b>{ $name }</b> · skipped
prompt-snoozed = <b>{ $name }</b> · later
prompt-replaced = <b>{ $name }</b> · another one instead
snooze-for = { $choice ->
    [ten] 10 min
    [half] 30 min
    [hour] 1 h
    [evening] This evening
   *[tomorrow] Tomorrow
} ({ $time })
snoozed = Put off until { $time }.
snooze-which = How long can it wait? Tap one, or say it: “snooze 45”, “in 2 hours”, “until 17:00”. From 5 minutes to a day.
skipped = Fine. { $next }
button-why-busy = Busy
button-why-sore = Sore
button-why-pain = Pain
button-why-ill = Ill
why-busy = Noted. Days like that happen.
why-sore = Noted. A sore muscle may like an easy walk more than a stretch.
why-ill = Get well soon. Nothing more comes today.
more-why-this = <b>Why this one?</b> It { $facts }.
more-why = { $text }
more-error = <b>Usual slip</b>: { $text }
more-easier = <b>Easier</b>: { $text }
more-harder = <b>Harder</b>: { $text }
more-precautions = <b>Take care</b>: { $text } All of it: /precautions
not-now-gone = That one is closed. /today brings a stretch now.
not-now-too-old = That one is more than a week old, so it is closed. /today brings a new one.
not-now-done = That one is logged as done. “Undo” takes it back.
not-now-skipped = That one was skipped. /today brings a stretch now.
not-now-snoozed = That one comes back later. /today brings one now.
not-now-replaced = Another one came in its place.
not-now-passed = That hour has passed. Choose another one.
not-now-nothing-shown = No stretch is open now. /today brings one.
not-now-waits = That one waits and comes at { $time }. /today brings one now.

## The timer

frame-seconds = <b>{ $seconds } s</b>
frame-get-ready = { $side ->
    [none] Get ready
   *[other] Get ready, { $sidename }
}
frame-switch = Switch to the { $sidename }
frame-rest = Rest, then { $number } of { $total }
frame-effort = { $phase }{ $side ->
    [none] {""}
   *[other] , { $sidename }
}, { $number } of { $total }
frame-paused = Paused: { $line }
phase-hold = Hold
phase-go = Go
phase-stretch = Stretch
phase-push = Push
phase-relax = Relax
phase-deeper = A little deeper
phase-move = Move
phase-roll = Roll
phase-walk = Walk
call-side = { $number } of { $total }: { $sidename } now
call-go = { $number } of { $total }: go on now
call-push = { $number } of { $total }: push now
call-relax = { $number } of { $total }: relax now
call-deeper = { $number } of { $total }: a little deeper now
button-ready = Ready
button-pause = Pause
button-resume = Resume
button-longer = +10 s
button-stop = Stop
button-hurts = It hurts
button-timer-back = Back
button-timer-next = Next
button-timer-other-side = Other side
button-timer-more = …
button-timer-less = Less
hold-nothing-to-wait = Nothing to wait for: the hold is running.
hold-not-longer = Only a hold can get longer, and 60 s is the most.
hold-stands-still = Paused.
hold-at-next = On to <b>{ $name }</b>.
hold-paused-already = This timer is paused already.
hold-runs-already = This timer is running.
hold-paused = <b>{ $name }</b>: the timer is paused. “Go on” resumes it, “pause 3 days” is a break from the reminders.
hold-goes-on = <b>{ $name }</b>: the timer is running.
hold-over = This timer is over.
hold-one-runs = A timer is running. Stop the running one?
button-stop-running = Stop it and start this
button-keep-running = Keep it running
hold-kept = Fine, it runs on.
end-done = <b>{ $name }</b>: { $efforts } of { $total } done{ $minutes ->
    [none] .
   *[other] , { $minutes }.
}
end-stopped = <b>{ $name }</b>: stopped, { $seconds } s logged. { $counts ->
    [yes] That is half of it or more, so it counts as done.
   *[no] “Done” logs the whole of it.
}
end-stopped-nothing = Stopped. Nothing was logged.
end-seconds-each = { $seconds } s a { $part ->
    [leg] leg
   *[side] side
}
end-seconds-sides = { $left } s on the left, { $right } s on the right
end-seconds-one = { $seconds } s
end-lost = I lost count of this hold, because I was away. What do you say?
end-forgotten = The timer has been paused for ten minutes, so it has ended. What do you say?
button-done-anyway = Done anyway
button-start-again = Start again
button-undo = Undo
button-any-pain = Any pain?

## Done

logged = Logged: <b>{ $name }</b>{ $day ->
    [today] .
   *[other] {" "}on { $day }.
}
offer-ready = Your basics are steady now. If you like, one more way is open to you in /stretches: “{ $name }”.
week-done = { $count ->
    [one] 1 day this week.
   *[other] { $count } days this week.
}
milestone-words = { $measure ->
    [days] days in a row
   *[hours] { $number ->
        [one] hour held
       *[other] hours held
    }
}
button-felt-easy = Too easy
button-felt-right = Just right
button-felt-hard = Too hard
felt-easy = Noted: a little more of it next time.
felt-easy-same = Noted. It stays like this for now and grows with practice. /stretches has others.
felt-right = Noted. It stays like this.
felt-hard = Noted: a little less of it next time.
felt-hard-same = Noted. There is no less of it; in /stretches you can leave it out.
felt-easy-session = Noted: a little more of each next time.
felt-right-session = Noted, they stay like this.
felt-hard-session = Noted: a little less of each next time.
felt-easy-same-session = Noted. They stay like this for now and grow with practice.
felt-hard-same-session = Noted. There is no less of them; in /stretches you can leave some out.
felt-others = Stretches that you have not rated follow.
felt-hurts = Noted. Something hurts, so for now it stays gentle anyway.
already-logged = Already logged { $time }.
done-hurt = You stopped this one because it hurt, so nothing more is logged. “Done anyway” logs the whole of it.
button-one-more = Log one more
undone = Taken back: { $name }.
undone-before = That is taken back.
undo-nothing = There is nothing to take back.

## Pain

pain-stopped = Stopped.{ $seconds ->
    [0] {""}
    [one] {" "}{ $seconds } s is logged.
   *[other] {" "}{ $seconds } s are logged.
} Come out slowly. What is it?
pain-ask = Does anything hurt, apart from the normal pull of the stretch?
pain-which = What do you feel, apart from the normal pull of a stretch?
button-pain-none = None
button-pain-little = A little 1-2
button-pain-some = Some 3-5
button-pain-strong = A lot 6-10
button-pain-tingling = Tingling or numb
pain-none = Good to hear.
pain-little = Then go on more gently, or leave it for today. Your choice.
pain-some = Then shorter and gentler, or enough for today? Your choice.
button-gentler = Shorter and gentler
button-go-on-gently = Go on more gently
button-enough = Enough for today
pain-enough = Fine, nothing more today. { $next }
pain-strong = Nothing more today, please. Gentle walking is usually fine. This is Limber’s own rule, not a diagnosis.
pain-tingling = Nothing more today, please. Gentle walking is usually fine. Please have tingling or numbness looked at by a physiotherapist or doctor. This is Limber’s own rule, not a diagnosis.
dizzy = Please stop, and sit or lie down. With chest pain, sudden breathlessness, or sudden severe pain in the back or belly, get emergency care now: { $number }.
compared-ask = You said how it felt the last time. Is it better, the same or worse now?
button-better = Better
button-same = Same
button-worse = Worse
button-not-now = Not now
compared-better = Good to hear. Go on as gently as it needs.
compared-same = Noted. Shorter and gentler is fine, and so is a day off.
compared-worse = Noted. Limber makes the next ones shorter. Ease off, or leave it for today.
compared-worse-again = Noted. It was worse twice in a row: please see a professional before you go on.
compared-not-now = Fine.
pain-signs = Do you have any of these now?
button-signs-none = None of these
button-signs-one = One of these
signs-ask = I am not sure what you mean. Does one of these apply now?
signs-none = Good. { $next }
keep-out-tingling = Keep positions that pull on the nerve out?
keep-out-dizzy = For today, what needs a steady stand stays out. Keep it out after today as well?
keep-out-yes = Noted: they stay out. “Change what applies” under /settings changes that.
keep-out-no = Noted: they may come. “Change what applies” under /settings changes that.
despair = I am glad you said it. Please talk to somebody near you or to a doctor; if you may be in danger now, call { $number }.
resting-today = Today is for rest, after what you said, so Limber shows nothing more today. { $next }

## Signs of something worse

alarm-emergency = Please get emergency care now: { $number }. Limber can wait: no stretch and no reminder comes before this is over.
alarm-today = Please have a doctor look at this today, and do not stretch it until then. Limber can wait: no stretch and no reminder comes before this is over.
alarm-holds = You spoke of a sign that wants care first, so no stretch and no reminder comes. If it is there now, get care: { $number }.
alarm-holds-today = You spoke of a sign that a doctor should see today, so no stretch and no reminder comes.
alarm-ask = Has a professional looked at it, and is it gone?
button-alarm-over = Looked at and gone
button-alarm-mistake = It was a mistake
button-alarm-not-yet = Not yet
alarm-not-yet = Then Limber waits. If it is there now, get emergency care: { $number }. Write to me when it is over.
alarm-not-yet-today = Then Limber waits. If no doctor has seen it, please go today. Write to me when it is over.
alarm-mistake-ask = None of these signs now?
alarm-whose = Is this about you?
doctor-soon = This belongs in front of a doctor, in the next days rather than some time: one sign on its own says little, but it should be looked at. Limber goes on meanwhile; keep it gentle.
alarm-not-mine = Noted. Whoever has such a sign needs care now: { $number }.
alarm-young = Limber is for adults. While bones grow, a hard pull may hurt them, so no stretch comes and no reminder. You are welcome once you are 18; until then somebody who knows you, such as a physiotherapist, can show you what suits you.
next-young = No reminder comes: Limber is for adults.
next-alarm = No reminder comes before the safety screen is answered anew.
not-now-alarm = Nothing is logged while a sign wants care first. Once it is over, “Done” under that stretch counts for its day.

## Pause, stop, delete

pause-ask = For how long?
button-pause-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
button-pause-date = Until a date
button-pause-open = Until I resume
pause-date-ask = Type the date of your first day back, such as { $example }.
pause-date-refused = I did not understand that date, so nothing was changed. Try { $example }.
break-planned = { $back ->
    [none] Planned: no reminders from { $first } on, until you say /resume.
   *[other] Planned: no reminders from { $first } until { $back }.
}
break-instead = The break from { $first } is dropped for it.
break-dropped = The break is dropped. { $next }
break-is-on = A break is on until { $day }, and only one is kept, so nothing was changed. Say the other one once it is over.
break-in-parts = These days are not one after another, and only one break is kept, so nothing was changed. Say the first of them.
break-ends-first = That break would end before it begins, so nothing was changed.
break-too-far = That is more than a year ahead, so nothing was changed. Say it once more when it is nearer.
button-drop-break = Drop the break
button-break-days = { $first ->
    [none] Until { $back }
   *[other] { $back ->
        [none] From { $first } on
       *[other] { $first } until { $back }
    }
}
pause-date-past = That date is not ahead of us, so nothing was changed. Try { $example }.
pause-date-which = Do you mean { $first } or { $second }? Type the one you mean.
paused = Paused. { $next }
resumed = Welcome back. { $next }
not-paused-open = Nothing is paused. Is it the stretch that is open?
not-paused = Nothing is paused. { $next }
stop-ask = Stop the reminders? Your record can stay for when you come back.
button-stop-keep = Stop, keep my record
button-stop-delete = Stop and delete everything
stopped = Stopped. Nothing comes any more. /start brings everything back as it was.
stop-kept = Your reminders stay as they are.
stop-which = Do you mean the reminders?
pause-which = Do you mean a break from the reminders?
delete-ask = Delete everything that Limber knows about you: times, record, settings? This cannot be undone. /export gives you a file of it first.
button-delete-yes = Delete everything
button-delete-no = Keep it
delete-done = Everything about you is deleted. /start begins anew.
delete-kept = Nothing was deleted.

## Pages

precautions-title = <b>Precautions</b>
precautions-emergency = <b>Emergency care now</b> ({ $number }):
precautions-today = <b>A doctor today</b>:
precautions-soon = <b>A doctor soon</b>:
precautions-version = Version { $version }, { $date }
stats-title = <b>This week</b>
stats-minutes = Held for the hamstrings so far: left leg { $left }, right leg { $right }.
stats-plan = Planned so far this week: { $minutes } a leg.
stats-enough = Said just once, and no goal: beyond about 10 minutes a week, little more is gained.
stats-others = { $count ->
    [one] One stretch for other muscles done.
   *[other] { $count } stretches for other muscles done.
}
stats-total = { $days ->
    [one] In all: 1 day with a stretch.
   *[other] In all: { $days } days with a stretch.
}
stats-score = Score { $percent } %: { $of ->
    [1] from 0 on, { $done ->
        [1] the one day that counted so far was done
       *[0] the one day that counted so far had no entry
    }
   *[other] from 0 on, { $done } of the last { $of } days that counted were done
}; each done day raises it, a day without an entry lowers it a little, and skips and breaks leave it as it is.
record-span = { $span ->
    [weeks] 12 weeks
    [month] 5 weeks
   *[year] 52 weeks
}: { $first } to { $last }
record-days = Days: { $done } done, { $skipped } skipped, { $off } rest or pause, { $missed } without an entry.
record-covered = { $days ->
    [one] A spare day covered one of these days.
   *[other] Spare days covered { $days } of these days.
}
record-pain = { $days ->
    [one] Pain was logged on one day, { $last }.
   *[other] Pain was logged on { $days } days, the last time on { $last }.
}
record-minutes = Minutes a leg, week by week, held/planned: { $weeks }.
record-average = Minutes a leg in an average week, held/planned: { $week }.
record-week = { $planned ->
    [none] { $held }
   *[other] { $held }/{ $planned }
}
record-week-minutes = { $planned ->
    [none] { $held } min
   *[other] { $held } of { $planned } min
}
record-bars = Minutes a leg
record-plan = planned
record-done = done
record-skipped = skipped
record-off = rest or pause
record-missed = no entry
record-spare = spare day
record-hurt = pain
summary-title = Your week, { $first } to { $last }
summary-week = { $done ->
    [0] No entry this week.
   *[other] Done on { $done } of { $asked } days, { $minutes } a leg.
}
summary-gentler = Something hurt this week. Shorter and gentler ones may suit you better for now.
summary-shorter = Some were too hard. Shorter ones may suit you better.
summary-other-hour = Some were put off several times. Another hour may suit you better.
summary-fewer-days = Some days had no room for it, and that is fine. Fewer days may suit you better.
summary-more = Every day was done, and some were easy. If you like, there is a higher level.
summary-keep = Nothing needs to change: go on as it suits you.
button-record-weeks = 12 weeks
button-record-month = Month
button-record-year = Year
stats-none = No entry so far: the first stretch makes the first one.
condition-noted = Noted: { $label }.
condition-unlisted = Limber has no rule of its own for that. Please ask a doctor or physiotherapist first what suits you. The button shows what Limber can leave out.
conditions-kept = Noted. { $next }
help =
    <b>Limber</b> sends one stretch at your time. You can tap, or simply say:

    • “done” when you did it, “undo” to take it back
    • “skip”, “another”, “more”, “snooze 30”, “start”
    • 7:30, or “weekdays 8, sat 10”, to change your times
    • “pain” or “ouch” when something hurts

    /today the next stretch now · /session several at once
    /plan what comes this week · /time your times
    /calendar your times in your calendar
    /zone your city
    /pause a break · /resume go on
    /stats your week · /history your days · /stretches all of them
    /mine exercises of your own
    /programme which ones come · /settings the rest
    /precautions what to take care of · /sources
    /language another language
    /export your data as a file · /import bring some
    /privacy · /delete · /stop
privacy =
    <b>What Limber keeps</b>: your Telegram ID, your language, city, country and time zone, your times and settings, what is planned for the coming days, the exercises you made and the pictures of them (as Telegram's mark for the file), the conditions you ticked, a sign you spoke of until it is over, your record, and what you said about pain and how hard a stretch was. It is kept to send the right stretch at the right time and to name the emergency number where you are, and for nothing else. If you asked for an address for your calendar, that is kept as well: whoever you give it to reads your times there, until you end it or say /delete. Who reads is not kept.

    <b>Not kept</b>: your name, your location, and what you write once it is handled (an unhandled message for at most a day). A file you send is read, and only what you import of it is kept, with what undoes that for a day.

    <b>How long</b>: until you say /delete, which removes all of it at once, also what you imported. /export gives you all of it as a file. /stop ends the reminders and keeps the record if you want. If you have stopped or blocked Limber and say nothing for { $days } days, everything about you is deleted. If whoever hosts this bot has banned you, your ID is kept so that it stays so.

    Nobody else gets it. This bot is hosted by { $contact }.
privacy-no-contact = the person who gave you the link to it
unknown-body = { $turn ->
    [0] I did not understand that. If something hurts, say “it hurts”; if it may be urgent, call { $number }. /help shows the rest.
   *[1] That is not clear to me. Say “it hurts” where something does, and call { $number } where it may be urgent. /help shows what else I understand.
}
help-which = Which help do you need? If it may be an emergency, call { $number } now. If something hurts, say “it hurts”. /help shows what Limber can do.
unknown = { $turn ->
    [0] I did not understand that. “done” logs a stretch, /today brings one, /help shows the rest.
    [1] That is not clear to me. Could you say it in other words, or is it one of these? /help shows the rest.
   *[2] Sorry, I do not know what to do with that. Does one of these fit? /help shows what I understand.
}
unknown-likely = { $turn ->
    [0] Do you mean one of these? /help shows the rest.
    [1] Is it one of these? /help shows the rest.
   *[2] Might it be one of these? /help shows the rest.
}
unknown-talk = { $turn ->
    [0] I am glad that you write. Stretches are what I know about; /help shows what I understand.
    [1] That is good to read. What I can talk about is stretches; /help shows what I understand.
   *[2] Thank you for telling me. I know about stretches, and little else; /help shows what I understand.
}
unknown-body-likely = Do you mean one of these? If something hurts, say “it hurts”; call { $number } if it may be urgent. /help shows the rest.
not-text = I can only read text and buttons. /help shows what you can say.
not-theirs = That is not in your own words, so nothing changes. If it is about you, say it yourself.
group = Limber works in a private chat only. See you there!
private-bot = This Limber is private. You can host your own.
stale-button = That button is from another time. /today brings a stretch, /help the rest.
closed-question = That question is closed. /time shows your times.
flood = That was a lot at once. Some of it went unread; please say the last thing once more.
trouble = Something went wrong on my side. Nothing was lost; please say it once more.
unnamed = a stretch
unnamed-own = yours, removed

## The days, one by one

history-title = <b>Day by day</b>, { $first } to { $last }
history-day = <b>{ $day }</b> · { $state ->
    [done] done
    [skipped] skipped
    [missed] no entry
    [paused] pause
    [resting] rest
    [open] open so far
    [empty] –
   *[off] no reminder
}{ $covered ->
    [yes] , covered by a spare day
   *[no] {""}
}
history-entry = • { $name }{ $held ->
    [none] {""}
   *[other] , { $held }
}{ $counts ->
    [no] , too short to count
   *[yes] {""}
}{ $pain ->
    [unsaid] {""}
    [none] , no pain
    [little] , a little pain
    [some] , some pain
    [strong] , a lot of pain
   *[tingling] , tingling or numb
}
history-one-side = { $seconds } s on the { $side ->
    [left] left
   *[right] right
}
history-pain = • { $pain ->
    [none] No pain
    [little] A little pain
    [some] Some pain
    [strong] A lot of pain
   *[tingling] Tingling or numb
}, told without an entry
history-more = { $count ->
    [one] • and 1 more
   *[other] • and { $count } more
}
history-hint = A day opens what can be added, changed or taken back, for 14 days. Or say “done mon and tue”, “not done yesterday”.
history-ask-log = <b>To be logged as done</b>
history-ask-take = <b>To be taken back</b>
history-ask-hold = <b>To be changed</b>
history-ask-day = • { $day }: { $what }
history-ask-held = { $name }, { $seconds } s { $each ->
    [leg] a leg
    [side] a side
   *[whole] in all
}
history-in-general = Where no stretch had come, it counts for the day and the streak, without seconds.
history-streak-same = { $days ->
    [0] It changes no streak.
    [one] Your streak stays at 1 day.
   *[other] Your streak stays at { $days } days.
}
history-streak-becomes = { $days ->
    [0] Your streak would be at 0 days.
    [one] Your streak would become 1 day.
   *[other] Your streak would become { $days } days.
}
history-sure = { $takes ->
    [yes] Take it back?
   *[no] Keep?
}
history-seconds-ask = How long did you hold it?
history-logged = Logged: { $days }.
history-changed = Changed.
history-removed = Taken back.
history-left = The record stays as it is.
history-too-old = Entries can be added, changed and taken back for 14 days. What is older stays as it is.
history-to-come = That works for days that are over. “done” logs today.
history-already = Logged already: { $days }.
history-not-logged = Nothing is logged for { $days }.
history-gone = That entry is gone.
in-general = Stretching
button-history = Day by day
button-history-stats = Overview
button-newer = ‹ Newer
button-older = Older ›
button-log-day = Log it as done
button-clear-day = It was not done
button-entry-seconds = Other seconds
button-entry-remove = Take it back
button-seconds = { $seconds } s
button-keep-change = Keep
button-take-change = Take back
button-leave-record = Leave as it is

## Settings

settings-title = <b>Settings</b>
settings-programme = Programme: { $name }
settings-gear = Gear you lack: { $labels }
settings-gear-all = Gear you lack: none
settings-place = Place: { $label }
settings-level = Level: { $label }
settings-longer = Longer, calmer holds: { $on ->
    [yes] on
   *[no] off
}
set-up-ask = <b>Fit it to you</b>, if you like: where, what for, how much, and the floor. What you do not tap stays as it is.
set-up-hamstrings = Sore back, stiff legs
set-up-desk = Sitting all day
set-up-whole-body = A bit of everything
set-up-runners = Running
set-up-minutes = { $minutes ->
    [0] One stretch
   *[other] { $minutes } min
}
set-up-floor-easy = Floor: fine
set-up-floor-hard = Floor: hard to get to
set-up-kept = Fitted to you: { $set }.
button-set-up-ask = Fit it to me
button-set-up-end = That is it
settings-minutes = Each time: { $amount }
settings-shorter = Shorter stretches: { $on ->
    [yes] on
   *[no] off
}
settings-quiet = Quiet hours: { $since } to { $until }
settings-loud = Quiet hours: none
settings-rest-days = Days without reminders: { $days ->
    [none] none
   *[other] { $days }
}
quiet-ask = <b>Quiet hours and free days</b>. In quiet hours a reminder comes without a sound; on a free day none comes.
quiet-inside = { $count ->
    [one] { $times } lies in your quiet hours: it comes without a sound. /time moves it.
   *[other] { $times } lie in your quiet hours: they come without a sound. /time moves them.
}
quiet-all-free = { $count ->
    [one] { $times } has none but free days: it does not come.
   *[other] { $times } have none but free days: they do not come.
}
quiet-never = No quiet hours
quiet-from-hour = From { $time }
quiet-until-hour = Until { $time }
button-page-quiet = Quiet hours
settings-chance = A reminder without an answer: { $on ->
    [yes] shown once more after two hours
   *[no] shown once
}
settings-sound = Sound of the timer: { $on ->
    [yes] on
   *[no] off
}
settings-bars = Bars in the timer and in /stats: { $on ->
    [yes] on
   *[no] off
}
settings-pain = Questions about pain: { $on ->
    [yes] on
   *[no] off
}
settings-streak = Days in a row: { $on ->
    [yes] shown
   *[no] hidden
}
settings-summary = Your week as a picture on Sundays: { $on ->
    [yes] comes in the evening
   *[no] does not come
}
settings-language = Language: { $name }
settings-conditions = What applies to you: { $labels }
settings-no-conditions = What applies to you: none of the conditions
button-page-programme = Programme
button-page-gear = Gear
button-page-place = Place
button-page-level = Level
button-page-language = Language
button-longer-on = Turn longer holds on
button-longer-off = Turn longer holds off
button-shorter-on = Turn shorter ones on
button-shorter-off = Turn shorter ones off
button-chance-on = Remind me once more
button-chance-off = Remind me once
button-bars-on = Show bars
button-bars-off = Hide bars
button-pain-on = Ask about pain
button-pain-off = Stop asking about pain
button-streak-on = Show days in a row
button-streak-off = Hide days in a row
button-summary-on = A summary on Sundays
button-summary-off = No summary on Sundays
button-sound-off = Turn the sound off
button-sound-on = Turn the sound on
button-conditions = Change what applies
programme-ask = <b>Your programme</b>: { $name }. Tap another one to change it.
programme-hamstrings = step by step, for tight hamstrings and a sore back
programme-desk = on a chair or standing, for long days of sitting
programme-whole-body = legs, hips, back, chest and shoulders in turn
programme-runners = moving ones before a run, holds after it
gear-ask = <b>Your gear</b>. Tap what you do not have, and stretches that need it stay away.
gear-none = No gear
gear-mat = Mat
gear-wall = Wall
gear-chair = Chair
gear-strap = Strap or towel
gear-roller = Foam roller
gear-cushion = Cushion
gear-door-frame = Door frame
gear-bed = Bed
gear-noted = Noted, you lack: { $gear }. /settings changes it.
place-ask = <b>Where do you stretch?</b> Limber brings what fits there.
place-office = At the office
place-floor = On the floor
place-bed = Bed or chair
place-outdoors = Outdoors
place-as-always = as always
place-any = No matter where
level-ask = <b>How hard may it get?</b> Harder ones come only when your programme has reached them.
level-1 = Easy
level-2 = Medium
level-3 = Demanding
language-ask = <b>Language</b>. The safety screen comes once more in the one you choose.
language-first = Limber does not speak your language yet. Which of these suits you?
language-set = Limber goes on in { $name }.
floor-ask = One question: can you get down to the floor and up again easily?
floor-easy = Good. Floor stretches may come.
floor-hard = Noted. Limber leaves the floor out. /settings changes it.
age-ask = One question, and no must: are you 65 or over?
age-from-65 = Noted. Where you stand free, Limber says what to hold on to. /settings changes it.
age-under-65 = Noted.
longer-holds-ask = Longer holds, up to 60 s, are an option too: do you want them?
longer-holds-on = Good. Holds get longer, as long as they are comfortable.
longer-holds-off = Fine, they stay as they are. /settings has them.
button-yes = Yes
button-no = No

## Looking through the stretches

browse-ask = <b>All stretches</b>. What do you want to go by?
button-by-muscle = Muscle
button-by-position = Position
button-by-gear = Gear
button-by-level = Level
button-by-liking = Marked by you
button-by-time = Time
browse-by-time = How long may it take?
takes-minutes = About { $minutes } min
button-by-place = Place
button-all-stretches = All of them
button-yours = Yours
browse-by-muscle = Which muscle?
browse-by-position = In which position?
browse-by-gear = With which gear?
browse-by-level = Which level?
browse-by-liking = Marked as what?
liking-shelf-favourite = Favourites
liking-shelf-not-for-me = Not for me
browse-none-favourite = None so far: “Favourite” under a stretch keeps it here.
browse-none-not-for-me = None so far: “Not for me” under a stretch takes it out of the choice and puts it here.
browse-by-place = At which place?
browse-shelf = <b>{ $label }</b> · { $count ->
    [one] one stretch
   *[other] { $count } stretches
}{ $pages ->
    [1] {""}
   *[other] {" "}· page { $page } of { $pages }
}
browse-hidden-note = What stands in brackets does not suit what you ticked.
button-page-before = ‹ Before
button-page-after = More ›
muscle-hamstrings = Hamstrings
muscle-calves = Calves
muscle-hip-flexors = Hip flexors
muscle-glutes = Buttocks
muscle-back = The back
muscle-trunk = Trunk
muscle-chest = Chest
muscle-shoulders = Shoulders
muscle-whole-body = The whole body
position-standing = Standing
position-chair = On a chair
position-floor = Sitting on the floor
position-back = On the back
position-hands-and-knees = On hands and knees
position-half-kneeling = Half kneeling
position-bed = On the bed
button-start = Start
button-favourite = Favourite
button-not-for-me = Not for me
button-not-favourite = No favourite any more
button-not-not-for-me = Bring it back
liking-favourite = ★ One of your favourites: it comes more often.
liking-not-for-me = ✕ Not for you: Limber never picks it.
not-startable-condition = Not for you, because of what you ticked: { $labels }.
not-startable-gentle-day = Not today: after the pain of yesterday only gentle ones come.
not-startable-never-alone = Never on its own: it comes only after a warm-up, in a /session.
not-startable-too-early = First the basics: four weeks, 12 practices with holds of 30 s, and two weeks without pain of 3 or more. So far: { $weeks } { $weeks ->
    [one] week
   *[other] weeks
} and { $holds } such { $holds ->
    [one] practice
   *[other] practices
}.
not-startable-enough-today = Enough for today: with this one, a leg would be held for more than four minutes. Tomorrow it is fine.
not-startable-every-other-day = At most every other day, and you did it today or yesterday. Any other one is fine.
browse-ready = Open to you now, if you like: “{ $name }”.
shown-already = It is open already, further down.

## Exercises of their own

mine-list = <b>Your own exercises</b> · { $count ->
    [0] none yet
   *[other] { $count } of { $most }
}
    What you were shown elsewhere, or like to do. They come at your times, with the timer, and stand in your record.
mine-days = { $days ->
    [none] Comes now and then, on any day.
   *[other] Comes first on { $days }.
}
mine-unchecked = Limber has not checked it.
mine-kept = Kept.
mine-removed = “{ $name }” is removed. Its name stays in your record.
mine-change = <b>{ $name }</b>: what is to be another?
mine-remove-ask = Remove <b>{ $name }</b>? What you did of it stays in your record.
mine-ask-name = What is it called? You can say all of it at once: <i>calf raises, each side, 3 x 30 s, mon thu</i>.
mine-ask-sides = One side after the other, or both at once?
mine-ask-seconds = How many seconds at a time? Tap, or type a number from 1 to 600.
mine-ask-reps = How many times{"?"} Tap, or type a number from 1 to 20.
mine-ask-days = On which days? On these it comes first at one of your times; on any day it comes now and then.
mine-ask-picture = Send a photo or a video of it if you like; words under it are kept as your notes.
mine-ask-notes = What is to be said while you do it? At most 300 characters.
mine-times = { $count } ×
mine-wrong-no-name = It needs a name.
mine-wrong-name-length = A name has at most 60 characters.
mine-wrong-notes-length = Notes have at most 300 characters.
mine-wrong-link = Words only, please: no links, addresses or names with an @.
mine-wrong-seconds = From 1 to 600 seconds, please.
mine-wrong-reps = From 1 to 20 times, please.
mine-wrong-in-all = All of it together is more than an hour. Fewer or shorter, please.
mine-wrong-full = There is room for 30. Remove one first.
list-title = { $title ->
    [none] <b>Exercises</b>
   *[other] <b>{ $title }</b>
} · { $count ->
    [one] one exercise
   *[other] { $count } exercises
}
list-exercise = { $number }. <b>{ $name }</b>
list-unchecked = Somebody else has put this together, and Limber has not checked it. Take it only if it comes from whom you trust and suits you. Who wrote it does not hear of it.
list-dropped = Left out. Nothing of it is kept.
list-shared = Whoever opens this link sees every word before taking anything: { $link }
    You do not hear who does. /mine ends the link.
list-first = This is a link to exercises. First a few questions; open the link once more after them.
list-revoked = That link leads nowhere any more. Ask whoever gave it to you for a new one.
list-links = <b>Links to your lists</b> · { $count ->
    [0] none
   *[other] { $count }
}
list-link = • { $title ->
    [none] exercises
   *[other] { $title }
}: { $link }
list-not-no-room = There is room for 30 exercises in all. Remove some first.
list-not-too-many-links = Ten links are the most. End one in /mine first.
list-not-fetched = I could not fetch that file from Telegram. Please send it once more.
list-wrong = Nothing is taken. Line { $line }{ $field ->
    [none] {""}
   *[other] , { $field }
}: { $why }
list-wrong-whole = Nothing is taken: { $why }
list-wrong-large = a file has at most 20 MB, and what is in it 8 MB.
list-wrong-zip = this ZIP file cannot be read: it is broken, locked, too large, or its folders lead out of it.
list-wrong-newer = this file is of a newer Limber than this one.
list-wrong-slow = this file takes too long to read.
list-wrong-size = a file has at most 64 KB.
list-wrong-unreadable = this cannot be read. TOML or JSON in UTF-8 is wanted.
list-wrong-unknown = there is no such field.
list-wrong-type = this is of another type than it should be.
list-wrong-missing = this is missing.
list-wrong-value = this is none of the words that can stand there.
list-wrong-count = there have to be 1 to 30.
list-wrong-no-name = a name is wanted.
list-wrong-name-length = at most 60 characters.
list-wrong-notes-length = at most 300 characters.
list-wrong-link = words only: no links, addresses or names with an @.
list-wrong-seconds = from 1 to 600 seconds.
list-wrong-reps = from 1 to 20 times.
list-wrong-in-all = all of it together is more than an hour.
button-list-take = Take these
button-list-drop = No
button-list-share = Share by a link
button-list-links = Links you share
button-list-revoke = End link { $number }
export-ready = Here is what Limber keeps of you: { $entries ->
    [0] no entry yet
    [one] one entry
   *[other] { $entries } entries
}, your times and your settings. Sent back into this chat, it brings all of that here. Inside is a table for a spreadsheet too, and your days as Loop Habit Tracker writes them. Whoever has this file can read it.
export-habit = Stretching
import-how = Send me the file here: the ZIP file of /export, or what Loop Habit Tracker exports as CSV (a ZIP file too). You see what is in it before anything is taken.
import-archive = <b>Your record from Limber</b>{ $name ->
    [none] {""}
   *[other] {" "}· { $name }
}
import-days = { $count ->
    [one] 1 day done, on { $first }.
   *[other] { $count } days done, from { $first } to { $last }.
}
import-no-days = No day done yet.
import-skips = { $count ->
    [0] No skips.
    [one] 1 skip.
   *[other] { $count } skips.
}
import-holds = Your settings become those of the file{ $times ->
    [0] {""}
    [one] , and so does your time
   *[other] , and so do your { $times } times
}. { $exercises ->
    [0] {""}
    [one] One exercise of your own comes with it.
   *[other] { $exercises } exercises of your own come with it.
}
import-safety = Conditions are only added, a break of yours that is on stays, and the safety questions come anew.
import-loop = <b>From Loop Habit Tracker</b> · { $count ->
    [one] one habit
   *[other] { $count } habits: which of them is stretching?
}
import-habit = { $name } · { $count ->
    [one] 1 day
   *[other] { $count } days
}
import-unread = { $count ->
    [one] 1 line not read: { $which }
   *[other] { $count } lines not read: { $which }{ $count ->
        [2] {""}
        [3] {""}
       *[other] {" "}…
    }
}
import-line = { $file }, line { $line }
import-days-only = They count for your calendar and your days in a row, and for nothing else: no seconds, no dose, no next step.
import-nothing-kept = Nothing is kept before you press “Import”.
import-tick-first = Tick a habit first.
import-done = Taken: { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}{ $days ->
    [0] {""}
    [one] {" "}and 1 day from elsewhere
   *[other] {" "}and { $days } days from elsewhere
}. For a day you can undo that.
import-set-anew = Times and settings are those of the file.
import-nothing-new = Nothing new: all of it was here already.
import-empty = No day is done in that file, so there is nothing to take.
import-undone = Undone: record, times and settings are as they were. Conditions that came with it stay; /settings shows them.
import-not-gone = That file is from another time. Please send it once more.
import-not-no-room = There is room for 30 exercises of your own in all, and with those of the file there would be more. Nothing is taken.
import-not-undone-gone = There is no import to undo.
import-not-undone-too-late = That import is more than a day old, so it stays.
import-other-app = That is a file of { $app }. Limber reads only its own files and those of Loop Habit Tracker, so nothing is taken.
import-loop-backup = That is a backup of Loop Habit Tracker. Please export as CSV there and send me that file.
import-unknown = I do not know files like that. Limber reads those of /export and what Loop Habit Tracker exports as CSV.
button-import = Import
button-import-drop = No
button-import-undo = Undo import
button-export = Export
button-import-how = Bring a record
own-ask = You ticked “{ $labels }”; ask your therapist whether it suits you.
button-mine-add = Add one
button-mine-try = Try it now
button-mine-remove = Remove
button-mine-keep = Keep it
button-mine-name = Name
button-mine-sides = Sides
button-mine-seconds = Seconds
button-mine-reps = Times
button-mine-days = Days
button-mine-picture = Picture
button-mine-notes = Notes
button-mine-each = One side after the other
button-mine-both = Both at once
button-mine-these = These days
button-mine-any-day = Any day
button-mine-no-picture = No picture
button-mine-no-notes = No notes

## Why this one

why-gentle = is gentle, after the pain of yesterday
why-chosen = is the one you chose
why-yours = is one of your own
why-yours-today = is one of your own, for this day
why-left-over = is what your conditions and settings leave
why-first = is a short one to begin with
why-later = is the one you put off
why-another = is another one, as you wanted
why-stage = belongs to step { $stage } of { $stages } of “{ $programme }”
why-beyond = comes from a later step of “{ $programme }”, for a change
why-favourite = is one of your favourites
why-no-gear = needs no gear
why-own-gear = needs only gear that you have ({ $gear })
why-place = suits your place ({ $place })
why-morning = suits the early morning
why-level = fits your level
why-not-lately = is not one of those that came lately
why-balance = makes for a mix of holding and moving
button-lack-gear = I do not have: { $gear }

## Sources

sources-title = <b>Sources</b> of the precautions, the stretches and the tips:
sources-own = What is marked “Limber” is our own advice and rests on no study. /precautions has the rules.

## A session

session-ask = How long should it be? { $minutes } minutes is a good length now.
button-minutes = { $minutes } min
session-name = Session of { $minutes } minutes
session-intro = A warm-up, then one stretch after the other, with one timer.
session-part = { $number ->
    [0] •
   *[other] { $number }.
} <b>{ $name }</b> · { $count ->
    [one] { $seconds } s
   *[other] { $count } × { $seconds } s
}{ $sides ->
    [two] {" "}a side
   *[none] {""}
}
session-shorter = That is as long as it gets today: { $minutes } minutes.
session-lengths = A session has 5, 10 or 15 minutes. Say “session 10”.
session-nothing-fits = No whole session fits today, with what you ticked, chose and did. One stretch does.
session-end = <b>Session</b>: { $done } of { $total } { $total ->
    [one] stretch
   *[other] stretches
} done.{ $whole ->
    [yes] {""}
   *[no] {" "}“Done” logs the rest.
}
session-end-part = • { $name }: { $efforts } of { $total }, { $seconds } s
frame-part = { $number } of { $total }{ $isnext ->
    [yes] , next: { $name }
   *[no] {""}
}
call-next = Next: { $name }
warm-up-ask = This one is for warm muscles. Two minutes of walking about or marching first?
button-with-warm-up = With warm-up
button-without-warm-up = Without
warm-up-with = Fine, an easy walk first.
warm-up-without = Fine, straight into it.

## Small talk

said-hello = Hello! /today brings a stretch, /help shows the rest.
said-thanks = You are welcome.
said-yes = All right. /help shows what you can say.
likes-favourite = Noted, a favourite: <b>{ $name }</b> comes more often. /stretches changes that.
likes-not-for-me = Noted: Limber does not pick <b>{ $name }</b> any more. “Another” brings a different one now, /stretches brings it back.
likes-where = No single stretch is open now. In /stretches each one has the buttons “Favourite” and “Not for me”.
said-pleased = Glad to hear it.
said-wait = Take your time. It stays here.
said-cancel = Fine, nothing was changed.
said-bye = See you!
said-sorry = No need to be.

## Questions, and what half a text may mean

answer-why-asked = Limber asks for your city so that it knows your hour, and for signs and conditions so that it leaves out what does not suit you. /privacy says what is kept.
answer-zone = <b>{ $place }</b>: it is { $time } there now. /zone changes the city.
answer-not-logged = Nothing is logged for today so far. “done” logs the last stretch.
answer-maker = Limber is a program. This one is run by { $contact }; that is also who to tell when something does not work. /sources says where its advice comes from.
answer-length = A hold takes 15 to 30 seconds, two or three times a side; a whole stretch takes two to four minutes.
answer-left = To go: { $held }{ $more ->
    [0] .
    [one] , with one more stretch after this one.
   *[other] , with { $more } more stretches after this one.
}
answer-side = Whichever the stretch says; most begin with the left, then the sides take turns.
answer-side-told = The timer says it in its message: when to change sides, with a few seconds for that, and when it is over.
answer-no-side = Both sides at once: there is none to begin with.
answer-this-side = { $when ->
    [now] Now: { $side }.
   *[first] First the { $side }, then the other; they take turns.
}
answer-right = Straight back, bend at the hips, ease in, no bouncing. A pull is fine, pain is not. /precautions has the rest.
answer-unseen = I cannot see you, but this is what counts:
answer-muscle = In the muscle that is stretched, as a pull. Pain or tingling is a sign to stop: say “it hurts”.
answer-this-muscle = It is for: { $muscles }. A pull there is fine; pain or tingling is not.
answer-forgot = No harm done: one day more or less does not hurt a habit, and a spare day keeps the streak where you have earned one. If you did it yesterday, say “done yesterday”.
answer-half = “Done” logs the whole of it. With the timer, “Stop” logs what you held; half or more counts.
answer-often = Once a day is a good measure, and twice is fine while it is comfortable: Limber brings four minutes a leg a day at most. /session has several at once.
answer-weeks = It takes weeks rather than days: go further over weeks, not seconds. /stats shows your record.
answer-cure = Stretching may ease a stiff back, and many people feel looser. It takes the place of no doctor, and studies differ: /sources names them. General information, not medical advice.
answer-pnf = PNF is a way of stretching: stretch, push gently against the band, relax, then a little deeper. Limber offers it once the basics are steady; it is not better than a quiet hold.
answer-streak = A day without a stretch of its own, as in a break, neither counts nor ends the streak. A day on which you let your stretch pass ends it, unless a spare day covers it: every seven done days earn a spare day, two at most. /stats shows yours.
answer-shoes = Either way, as you like: barefoot or in shoes in which you stand firm.
answer-spare = A spare day covers one day without an entry, so that the streak goes on.
answer-bot = I am Limber, a program that sends a stretch at the time you choose. No person answers here. /help shows what I understand.
answer-free = Limber costs nothing: there is nothing in it to buy.
answer-friends = Everybody has their own chat with Limber, so pass the link on. Whoever runs this one decides who may use it.
answer-nothing = Then go a little further, slowly, as long as it stays comfortable. If it is numb instead, say “numb”.
answer-shakes = Ease off until it is quiet: less is fine. If something hurts, stop and say “it hurts”.
answer-pull = A pull is what you want; pain is not. If it turns into pain or tingling, say “it hurts”.
answer-breathe = Breathe on slowly, and do not hold your breath.
answer-cold = Warm muscles stretch better: walk about or march on the spot for a minute or two first.
answer-change-later = Yes, as often as you like: /time shows your times and changes them.
answer-when = The same hour every day works best, tied to something you do anyway, such as early morning or before bed. Moving stretches suit the time before sport, holds the time after it. Type an hour, such as 7:30.
answer-sore = A sore muscle may like an easy walk more than a stretch. If it is pain, say “it hurts”.
too-hard = Less is fine: go only as far as it stays comfortable, or leave it out.
too-easy = Slowly a little further is fine, as long as it stays comfortable. Holds get longer by themselves with time.
area-nearest = Limber has no stretch for just that. The nearest are these: { $muscle }.
abuse = { $contact ->
    [none] All right. /stop ends the reminders at once.
   *[other] All right. /stop ends the reminders at once; complaints reach { $contact }.
}
answer-gone = Stopping keeps your record. Deleting takes all of it, times, record and settings, and only a file of /export brings it back.
answer-joke = I leave jokes to people, but I am glad you are in the mood for one.
answer-gear = Nothing is needed: many stretches do without any gear. Under /settings you tick off what you do not have, and stretches with it stay away.
answer-suits = Most likely: every stretch has an easy way, holds are short at first, and you go only as far as it stays comfortable. What does not suit you is left out once you tick it.
answer-support = Yes: hold on to something that stands firm, such as a wall, a table or a chair without wheels. The stretch is the same.
answer-order = It does not matter which side comes first, as long as each gets its turn.
answer-towel = Yes: a towel, a belt or a scarf does as well as a strap.
answer-meal = Whenever it is comfortable. Right after a big meal most people like to wait until the stomach is quiet, above all before lying down.
answer-name = That one is called “{ $name }” here.
answer-none-due = None of your times has come within the last day, so nothing was left out.
offer-last = Which one do you mean?
offer-place = Another one for where you are now, or is there a place to be kept for all of them?
offer-longer = Holds can last longer, up to 60 s, from the next stretch on. Or another level?
offer-wishes = One after the other: which comes first?
button-how = How it is done
button-mind = What to watch for
button-favourites = Favourites
offer-liked = Shall this one come more often?
answer-previous = In a session “Back” under the timer leads to the stretch before. A single one begins anew behind “…”.
offer-kneeling = Then let us spare the knees: another stretch, or note it so that kneeling is left out.
offer-spare = Then let us spare it: another stretch, or note what should be left out. If something hurts, say “it hurts”.
offer-menu = What would you like?
offer-cannot = Then it can wait, or another one may fit. /settings keeps the place where you stretch.
offer-unwilling = That is fine, and up to you. Later, not today, or another one?
offer-timer = What should the timer do? If it ends here, what you held is logged.
offer-again = Log one more, or do one now?
offer-yes = Whenever you are ready.
offer-done = Did you do it? “Done” logs it.
offer-yesterday = Did you do it yesterday? Then it is logged to yesterday.
offer-another = Another stretch?
button-done-yesterday = Done yesterday
offer-undo = Shall the last entry be taken back?
offer-ill = Get well soon. Nothing more today, or a longer break?
offer-now = A stretch now?
button-now = A stretch now
button-times = Your times
button-week = Your week
button-stretches = All stretches
button-settings = Settings
button-help = Help
button-break = A break
button-end-break = End the break
button-several = Several in a row
button-easier = Easier
button-harder = Harder
button-leave = Stop reminders
button-data = Your data
button-go-on = Go on
unknown-asked = That was no answer I know, so nothing was changed.
unknown-menu = I do not understand yet. Is it one of these? /help shows the rest.

## For those who run Limber

operator-disk = Limber: there is hardly any room left on the disk. Once it is full nothing is kept, and no prompt goes.
operator-database = Limber: the database has not answered for 5 minutes. Nothing is lost, but nothing comes either until it does.
operator-late = Limber: prompts are late by 10 minutes and more. /readyz and the log say why.
operator-worker = Limber: a part of it had come to a stop and was begun anew. The log says which.
operator-running = <b>Limber { $version }</b>, up since { $since }
operator-well = All is well.
operator-people = <b>People</b>: { $active } active, { $paused } on a break, { $new } not through /start, { $stopped } unsubscribed, { $left } out of reach, { $banned } banned
operator-prompts =
    <b>Prompts today</b>: { $sent } sent, { $skipped } skipped, { $unreachable } out of reach, { $unclear } in doubt
    Due now: { $due }{ $minutes ->
        [0] {""}
       *[other] {" "}(the oldest { $minutes } min late)
    } · timers running: { $timers }
operator-log = <b>This process’s log</b>: { $errors } { $errors ->
    [one] error
   *[other] errors
}, { $warnings } { $warnings ->
    [one] warning
   *[other] warnings
}
operator-parts = <b>Database</b>: { $database } · <b>time zones</b>: { $zones }
operator-ban-whom = Whom? Say it with the number of their Telegram account: /ban 123456789
operator-unban-whom = Whom? Say it with the number of their Telegram account: /unban 123456789
operator-ban-admin = That one runs this Limber (ADMIN_IDS) and cannot be banned.
operator-banned = { $person } is banned: no answer and no prompt from now on. What is kept about them stays until they say /delete. /unban { $person } takes it back.
operator-banned-unknown = { $person } is banned. Nobody with this number has written to Limber yet. /unban { $person } takes it back.
operator-unbanned = The ban of { $person } is lifted. All is as before.
operator-not-banned = { $person } was not banned.
broadcast-how = Write the text behind it, as it is to be read: /broadcast Limber moves house tonight. You see it first, and nothing goes before you say so. /broadcast stop stops one on its way.
broadcast-ask = This is how it looks. It goes to everybody who is active, without a sound and behind all prompts: { $people } { $people ->
    [one] person
   *[other] people
} now. Send it?
button-broadcast = Send to { $people }
button-broadcast-drop = Do not send
button-broadcast-stop = Stop
broadcast-dropped = Not sent, and forgotten.
broadcast-running = On its way: { $sent } of { $people } have it.
broadcast-stopped = Stopped: { $sent } of { $people } have it.
broadcast-ended = Done: { $sent } of { $people } have it.
broadcast-unreachable = Out of reach: { $people }
broadcast-unknown = In doubt, for Telegram gave no clear answer: { $people }
broadcast-skipped = Left out, for they paused or left meanwhile, or Telegram refused the text: { $people }
