// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/time.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace confab {

namespace {

using std::chrono::milliseconds;
using std::chrono::sys_days;

constexpr qint64 year10000 = 253'402'300'800'000;
constexpr QLatin1String shape("0000-00-00T00:00:00.000Z"); // a zero for each digit
static_assert(shape.size() == qsizetype(UtcTime::Digits().size()));

/// The number in this many digits of a text that has the shape.
int numberAt(const QString& text, qsizetype at, qsizetype digits) {
    int number = 0;
    for (qsizetype i = at; i < at + digits; ++i)
        number = number * 10 + (text[i].unicode() - u'0');
    return number;
}

bool hasShape(const QString& text) {
    if (text.size() != shape.size())
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool fits = shape[i] == QLatin1Char('0') ? text[i] >= u'0' && text[i] <= u'9' : text[i] == shape[i];
        if (!fits)
            return false;
    }
    return true;
}

/// The value of a text of that shape, when it is a time since 1970.
std::optional<UtcTime> readShape(const QString& text) {
    const std::chrono::year_month_day day{std::chrono::year(numberAt(text, 0, 4)),
                                          std::chrono::month(unsigned(numberAt(text, 5, 2))),
                                          std::chrono::day(unsigned(numberAt(text, 8, 2)))};
    const int hour = numberAt(text, 11, 2), minute = numberAt(text, 14, 2), second = numberAt(text, 17, 2);
    if (!day.ok() || day.year() < std::chrono::year(1970) || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const auto time = sys_days(day) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
                      std::chrono::seconds(second) + milliseconds(numberAt(text, 20, 3));
    return UtcTime{time.time_since_epoch().count()};
}

} // namespace

UtcTime UtcTime::now() {
    return {QDateTime::currentMSecsSinceEpoch()};
}

// Each message has a time, which is written for every codec and node: QDateTime's formatting costs more than all the
// rest of a short message.
std::optional<UtcTime::Digits> UtcTime::isoDigits() const {
    if (ms < 0 || ms >= year10000)
        return std::nullopt;
    const std::chrono::sys_time<milliseconds> time{milliseconds(ms)};
    const sys_days midnight = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day day(midnight);
    const std::chrono::hh_mm_ss clock(time - midnight);
    Digits text;
    std::copy_n(shape.data(), text.size(), text.begin());
    const auto put = [&text](size_t at, size_t digits, qint64 number) {
        for (size_t i = at + digits; i-- > at; number /= 10)
            text[i] = char('0' + number % 10);
    };
    put(0, 4, int(day.year()));
    put(5, 2, unsigned(day.month()));
    put(8, 2, unsigned(day.day()));
    put(11, 2, clock.hours().count());
    put(14, 2, clock.minutes().count());
    put(17, 2, clock.seconds().count());
    put(20, 3, clock.subseconds().count());
    return text;
}

QString UtcTime::toIso() const {
    if (const std::optional<Digits> digits = isoDigits())
        return QString::fromLatin1(digits->data(), qsizetype(digits->size()));
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<UtcTime> UtcTime::fromIso(const QString& text) {
    if (hasShape(text)) {
        if (const std::optional<UtcTime> time = readShape(text))
            return time;
    }
    const QDateTime parsed = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!parsed.isValid() || parsed.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    const UtcTime time{parsed.toMSecsSinceEpoch()};
    if (time.toIso().isEmpty())
        return std::nullopt; // in UTC the year is above 9999, which ISO 8601 has no digits for
    return time;
}

} // namespace confab
