// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/textpromise.h"

#include "app/console/format.h"
#include "app/console/terminaltext.h"
#include "app/models/formatting.h"
#include "common/protocol/limits.h"
#include "common/protocol/text.h"
#include "server/storage/sql/mentioncandidates.h"
#include "server/storage/sql/storagelimits.h"
#include "tests/fuzz/fuzzedtext.h"
#include "tests/support/trees.h"

#include <QSet>

#include <algorithm>

namespace confab {

namespace {

bool survivesUtf8(const QString& text) {
    return QString::fromUtf8(text.toUtf8()) == text;
}

bool hasControl(const QString& text, QStringView but) {
    return std::any_of(text.begin(), text.end(),
                       [but](QChar c) { return c.category() == QChar::Other_Control && !but.contains(c); });
}

/// Characters that could control a terminal or reverse its line.
bool isHostile(QChar c) {
    const QChar::Direction direction = c.direction();
    const bool turns = direction == QChar::DirLRO || direction == QChar::DirRLO || direction == QChar::DirLRE ||
                       direction == QChar::DirRLE || direction == QChar::DirPDF || direction == QChar::DirLRI ||
                       direction == QChar::DirRLI || direction == QChar::DirFSI || direction == QChar::DirPDI;
    return turns || c == QChar::LineSeparator || c == QChar::ParagraphSeparator || c.category() == QChar::Other_Control;
}

bool isSafe(const QString& text, QStringView but) {
    return std::none_of(text.begin(), text.end(), [but](QChar c) { return isHostile(c) && !but.contains(c); });
}

const char* brokenByRules(const QString& text) {
    const QString body = normalisedText(text);
    const QString line = normalisedLine(text);
    if (normalisedText(body) != body || normalisedLine(line) != line)
        return "a text that is kept changes when it is kept again";
    if (hasControl(body, u"\n\t") || hasControl(line, {}) || !survivesUtf8(body) || !survivesUtf8(line))
        return "a text that is kept has what it may not have";
    if (line != line.trimmed())
        return "a line that is kept has white space at its end";
    if (foldedEmail(line) != foldedEmail(text))
        return "an address that is kept is another account";
    const QString preview = previewOf(body);
    if (!body.startsWith(preview) || preview.size() > limits::previewChars || !survivesUtf8(preview) ||
        preview.isEmpty() != body.isEmpty())
        return "a preview is not the beginning of its text";
    return nullptr;
}

const char* brokenByMentions(const QString& body) {
    const QStringList names = mentionCandidates(body);
    const QString folded = body.toCaseFolded();
    if (names.size() > limits::mentionCandidates || QSet<QString>(names.begin(), names.end()).size() != names.size())
        return "too many names are looked up, or one twice";
    for (const QString& name : names) {
        if (name.isEmpty() || name.size() > limits::nameChars || name.contains(u'\n') || name != name.trimmed())
            return "a text is looked up that is no name";
        if (!folded.contains(QString(u'@' % name)))
            return "a name is looked up that nobody wrote";
    }
    return nullptr;
}

bool isOneSafeLine(const console::StyledText& line) {
    return isSafe(line.plain(), {});
}

const char* brokenByTerminal(const QString& text) {
    using namespace console;
    if (!isSafe(safeText(text), u"\n\t") || safeText(text).size() != text.size() || !isSafe(safeLine(text), {}))
        return "a text commands the terminal";
    const Format format(QTimeZone::utc());
    const QString said = format.message(Message{{text}, {}, 1, {}, {}, {}, {}, {}}, text).plain();
    const QStringList lines = said.split(u'\n');
    const bool indented = std::all_of(lines.begin() + 1, lines.end(),
                                      [](const QString& line) { return line.startsWith(QLatin1String("      ")); });
    if (!isSafe(said, u"\n\t") || !indented)
        return "a message commands the terminal, or looks like another line";
    const Event posted{{}, 1, {}, {}, MessagePosted{{text}, {}}};
    if (format.event(posted, text).plain() != said)
        return "a message reads otherwise as an event";
    Message deleted{{text}, {}, 1, {}, {}, {}, UtcTime(), UtcTime()};
    if (!isOneSafeLine(format.message(deleted, text)))
        return "a deleted message is shown, or forges a line";
    for (const EventData& data :
         {EventData(RoomCreated{text}), EventData(MemberJoined{{}, text}), EventData(MemberLeft{{}, text}),
          EventData(MemberRole{}), EventData(UnknownEvent{text, {}})}) {
        if (!isOneSafeLine(format.event(Event{{}, 1, {}, {}, data}, text)))
            return "a name in an event forges a line";
    }
    const UtcTime day{qint64(text.size()) * 86'400'000};
    if (!isOneSafeLine(format.day(day)) || format.sameDay(day, UtcTime()) != text.isEmpty() ||
        !isOneSafeLine(format.notice(safeLine(text))))
        return "a day or a notice forges a line";
    Room room;
    room.name = room.topic = text;
    room.unread = int(text.size());
    room.hasPassword = text.size() % 2;
    return isOneSafeLine(format.room(room)) ? nullptr : "the name of a room forges a line";
}

/// The input of a program that follows a room.
const char* brokenByJson(const QString& body) {
    const MessagePosted posted{{body}, {}};
    const QString line = console::jsonLine(posted);
    if (!isSafe(line, {}))
        return "a line of JSON commands the terminal";
    const Result<QCborMap> read = decodeFrame(line.toUtf8(), Codec::Json);
    if (!read && body.toUtf8().size() < limits::messageBytes)
        return "a line of JSON can't be read";
    return !read || *read == test::treeOf(posted) ? nullptr : "a line of JSON reads differently";
}

const char* brokenByWindow(const QString& text) {
    using namespace models;
    if (text.isValidUtf16() && (!preview(text).isValidUtf16() || !initials(text).isValidUtf16()))
        return "half a character is shown";
    if (preview(text).contains(u'\n') || initials(text).isEmpty())
        return "a row has two lines, or an avatar nothing";
    return nullptr;
}

} // namespace

const char* brokenTextPromise(const QByteArray& bytes) {
    const QString text = fuzzedText(bytes);
    const QString body = normalisedText(text);
    const char* broken = brokenByRules(text);
    broken = broken ? broken : brokenByMentions(body);
    broken = broken ? broken : brokenByTerminal(text);
    broken = broken ? broken : brokenByJson(body);
    broken = broken ? broken : brokenByWindow(text);
    return broken ? broken : brokenByWindow(body);
}

} // namespace confab
