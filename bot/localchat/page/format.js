/** Instants in words, in the browser's zone. Instants are unix seconds. */

const LOCALE = "en-GB";
const DAY_SECONDS = 86_400;

/** The browser's zone: "Europe/Berlin" */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const hourAndMinute = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const toTheSecond = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const shortDay = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const longDayAndYear = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });

const asDate = (unix) => new Date(unix * 1000);

/** "07:36" */
export const timeOfDay = (unix) => hourAndMinute.format(asDate(unix));

/** "07:36:05" */
export const timeToTheSecond = (unix) => toTheSecond.format(asDate(unix));

/** "Tue, 24 Nov" */
export const dayInShort = (unix) => shortDay.format(asDate(unix));

/** A key equal for instants of the same day: "2026-11-24". */
export function dayKey(unix) {
  const date = asDate(unix);
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "Today", "Yesterday" or the date, as seen at `now`. */
export function dayLabel(unix, now) {
  if (dayKey(unix) === dayKey(now)) return "Today";
  const yesterday = asDate(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayKey(unix) === dayKey(yesterday.getTime() / 1000)) return "Yesterday";
  const sameYear = asDate(unix).getFullYear() === asDate(now).getFullYear();
  return (sameYear ? longDay : longDayAndYear).format(asDate(unix));
}

/** "1 day 8 h 12 min", with the parts that are not zero; below a minute, "12 s". */
export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const days = Math.floor(whole / DAY_SECONDS);
  const hours = Math.floor((whole % DAY_SECONDS) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const parts = [];
  if (days) parts.push(`${days} ${days === 1 ? "day" : "days"}`);
  if (hours) parts.push(`${hours} h`);
  if (minutes) parts.push(`${minutes} min`);
  return parts.join(" ");
}

/** "1.4 MB" or "12 KB" */
export function size(bytes) {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${Math.max(1, Math.round(kilobytes))} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** An instant in the reader's language: `format` is Telegram's r or w?[dD]?[tT]?. */
export function dateTime(unix, format, language, now) {
  const locale = language === "en" ? LOCALE : language;
  if (format === "r") return relative(unix - now, locale);
  const options = { hourCycle: "h23" };
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(locale, options).format(asDate(unix));
}

function relative(seconds, locale) {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of [["day", DAY_SECONDS], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(Math.trunc(seconds), "second");
}
