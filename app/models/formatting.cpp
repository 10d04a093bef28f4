// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/formatting.h"

#include "app/models/errorwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTextBoundaryFinder>

namespace confab::models {

namespace {

// The most that a list row can show; more would only cost layout time.
constexpr int previewChars = 160;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString firstCharacter(const QString& word) {
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    auto end = finder.toNextBoundary();
    // Before Devanagari letters Qt (6.4) finds a boundary in the middle of an emoji, too.
    if (end > 0 && end < word.size() && word[end - 1].isHighSurrogate() && word[end].isLowSurrogate())
        ++end;
    return end > 0 ? word.left(end) : QString();
}

// Protocol errors have no texts for users.
QString forPeople(const Error& error) {
    switch (error.kind) {
    case ErrorKind::ParseError:
    case ErrorKind::InvalidRequest:
    case ErrorKind::MethodNotFound:
        return Words::tr("Confab and the server are not compatible. Update the older one.");
    case ErrorKind::Internal:
        return Words::tr("Something went wrong on the server. Try again later.");
    case ErrorKind::InputInvalid:
        return error.path.isEmpty() ? errorWords(error.message) : Words::tr("The server does not accept this.");
    case ErrorKind::RoomBanned:
        if (error.untilMs)
            return Words::tr("You are banned from this room until %1.").arg(fullTime(UtcTime{*error.untilMs}));
        return errorWords(error.message);
    case ErrorKind::RoomMuted:
        if (error.untilMs)
            return Words::tr("You can't write in this room until %1.").arg(fullTime(UtcTime{*error.untilMs}));
        return errorWords(error.message);
    default:
        return errorWords(error.message);
    }
}

QDateTime local(UtcTime at) {
    return QDateTime::fromMSecsSinceEpoch(at.ms);
}

} // namespace

QString initials(const QString& name) {
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return QStringLiteral("?");
    QString first = firstCharacter(words.first()).toUpper();
    if (words.size() == 1 || !QChar::isLetterOrNumber(words.last().toUcs4().front()))
        return first;
    return first + firstCharacter(words.last()).toUpper();
}

QString clockTime(UtcTime at) {
    // Some locales' short format has seconds, which a chat does not need.
    static const QRegularExpression seconds(QStringLiteral("[:.]ss?"));
    return QLocale().toString(local(at).time(), QLocale().timeFormat(QLocale::ShortFormat).remove(seconds));
}

QString fullTime(UtcTime at) {
    return Words::tr("%1, %2").arg(QLocale().toString(localDay(at), QLocale::LongFormat), clockTime(at));
}

QDate localDay(UtcTime at) {
    return local(at).date();
}

QString dayTitle(QDate day, QDate today) {
    if (day == today)
        return Words::tr("Today");
    if (day == today.addDays(-1))
        return Words::tr("Yesterday");
    return QLocale().toString(day, day.year() == today.year() ? Words::tr("dddd, d MMMM") : Words::tr("d MMMM yyyy"));
}

QString listTime(UtcTime at, QDate today) {
    const QDate day = localDay(at);
    if (day == today)
        return clockTime(at);
    if (day > today.addDays(-7) && day < today)
        return QLocale().dayName(day.dayOfWeek(), QLocale::ShortFormat);
    return QLocale().toString(day, day.year() == today.year() ? Words::tr("d MMM") : Words::tr("d MMM yyyy"));
}

QString sinceTime(UtcTime at, QDate today) {
    const QDate day = localDay(at);
    if (day == today)
        return clockTime(at);
    if (day == today.addDays(-1))
        return Words::tr("yesterday, %1").arg(clockTime(at));
    if (day > today.addDays(-7) && day < today)
        return Words::tr("%1, %2").arg(QLocale().dayName(day.dayOfWeek()), clockTime(at));
    return QLocale().toString(day, day.year() == today.year() ? Words::tr("d MMMM") : Words::tr("d MMMM yyyy"));
}

QString spokenTime(UtcTime at, QDate today) {
    const QDate day = localDay(at);
    return day > today.addDays(-7) && day <= today ? sinceTime(at, today) : fullTime(at);
}

QString untilTime(UtcTime at, QDate today) {
    const QDate day = localDay(at);
    if (day <= today)
        return clockTime(at);
    if (day == today.addDays(1))
        return Words::tr("tomorrow, %1").arg(clockTime(at));
    return Words::tr("%1, %2").arg(QLocale().toString(day, Words::tr("d MMMM")), clockTime(at));
}

QString preview(const QString& text) {
    QString line = text.left(previewChars * 4).simplified().left(previewChars);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1); // half a character
    return line;
}

QString sentence(const Error& error) {
    QString what = forPeople(error);
    if (!error.retryAfterMs)
        return what;
    const int seconds = int((*error.retryAfterMs + 999) / 1000);
    const QString when = Words::tr("Try again in %n second(s).", nullptr, seconds);
    return what.endsWith(u'.') ? QString(what + u' ' + when) : QString(what + u". " + when);
}

} // namespace confab::models
