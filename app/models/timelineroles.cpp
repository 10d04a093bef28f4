// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// What a row of TimelineModel says.

#include "app/client/client.h"
#include "app/client/messageactions.h"
#include "app/client/threadmessages.h"
#include "app/models/fileview.h"
#include "app/models/formatting.h"
#include "app/models/messagetext.h"
#include "app/models/messageview.h"
#include "app/models/noticetext.h"
#include "app/models/timelinemodel.h"
#include "app/text/markdown.h"

#include <array>

namespace confab::models {

using client::TimelineEntry;

bool TimelineModel::isMine(int row) const {
    return at(row).by() == m_client.session().user().id;
}

bool TimelineModel::startsDay(int row) const {
    return row + 1 >= rowCount() ? !hasOlder() : localDay(at(row).at()) != localDay(at(row + 1).at());
}

QString TimelineModel::dayOf(int row) const {
    return entry(row) ? dayTitle(localDay(at(row).at()), QDate::currentDate()) : QString();
}

/// What the separator above a row says: the number of answers over the first one, with the day when it begins there.
QString TimelineModel::day(int row) const {
    QString title = startsDay(row) ? dayOf(row) : QString();
    if (!m_thread || row != rowCount() - 2)
        return title;
    const QString replies = tr("%n reply(s)", nullptr, m_thread->replies());
    return title.isEmpty() ? replies : QStringLiteral("%1 · %2").arg(replies, title);
}

bool TimelineModel::startsGroup(int row) const {
    if (row + 1 >= rowCount() || (m_thread && row == rowCount() - 2) || startsDay(row) || hasUnreadLine(row))
        return true;
    const TimelineEntry& entry = at(row);
    const TimelineEntry& older = at(row + 1);
    return !older.isMessage() || older.by() != entry.by() || entry.at().ms - older.at().ms > groupMs;
}

bool TimelineModel::hasUnreadLine(int row) const {
    return m_unread.first() > 0 && at(row).seq() == m_unread.first();
}

// One tick for consecutive messages: on the newest of them.
bool TimelineModel::hasTick(int row) const {
    const auto sent = [this](int at) { return isMine(at) && this->at(at).state == TimelineEntry::State::Sent; };
    return at(row).isMessage() && sent(row) && (row == 0 || startsGroup(row - 1) || !sent(row - 1));
}

TimelineModel::Tick TimelineModel::tick(int row) const {
    if (m_readLine > 0 && at(row).seq() == m_readLine)
        return Read;
    return hasTick(row) ? Stored : NoTick;
}

QString TimelineModel::foldKey(const TimelineEntry& entry) {
    return entry.clientId().isEmpty() ? QString::number(entry.seq()) : entry.clientId();
}

int TimelineModel::shownLines(int row) const {
    return m_unfolded.value(foldKey(at(row)), linesAtFirst);
}

void TimelineModel::unfold(int row) {
    if (row < 0 || row >= rowCount())
        return;
    m_unfolded.insert(foldKey(at(row)), shownLines(row) + linesMore);
    Q_EMIT dataChanged(index(row), index(row));
}

bool TimelineModel::isVeiled(int row) const {
    return at(row).isMessage() && m_client.people().isBlocked(at(row).by()) && !m_unveiled.contains(foldKey(at(row)));
}

void TimelineModel::unveil(int row) {
    if (row < 0 || row >= rowCount() || !isVeiled(row))
        return;
    m_unveiled.insert(foldKey(at(row)));
    Q_EMIT dataChanged(index(row), index(row));
}

QString TimelineModel::author(int row) const {
    const QString name = m_client.people().name(at(row).by());
    return name.isEmpty() ? QStringLiteral("…") : name;
}

QString TimelineModel::body(int row) const {
    const confab::Message* shown = message(row);
    if (!shown)
        return notice(row);
    if (shown->deletedAt)
        return deletedText();
    return isVeiled(row) ? veiledText() : shown->body;
}

std::optional<Seq> TimelineModel::quotedBy(const confab::Message& message) {
    return message.deletedAt ? std::nullopt : message.replyTo;
}

QVariant TimelineModel::quote(int row) const {
    const confab::Message* answer = at(row).message();
    const std::optional<Seq> seq = answer ? quotedBy(*answer) : std::nullopt;
    if (!seq || isVeiled(row) || (m_thread && *seq == m_thread->first()))
        return {};
    const confab::Message* quoted = m_room->quotes().find(*seq);
    QVariantMap value{{QStringLiteral("seq"), double(*seq)},
                      {QStringLiteral("by"), 0},
                      {QStringLiteral("author"), QString()},
                      {QStringLiteral("text"), QStringLiteral("…")},
                      {QStringLiteral("picture"), QString()}};
    if (quoted) {
        value[QStringLiteral("by")] = quoted->by.value;
        value[QStringLiteral("author")] = m_client.people().name(quoted->by);
        const confab::Message shown = m_client.actions().shown(*quoted);
        const bool isBlocked = m_client.people().isBlocked(quoted->by);
        value[QStringLiteral("text")] = isBlocked ? veiledText() : oneLine(shown);
        value[QStringLiteral("picture")] = isBlocked ? QString() : smallPicture(shown);
    } else if (m_room->quotes().isMissing(*seq)) {
        value[QStringLiteral("text")] = tr("A message that is not there any more");
    }
    return value;
}

QVariantList TimelineModel::filesAt(int row) const {
    const confab::Message* shown = row >= 0 && row < rowCount() ? message(row) : nullptr;
    return shown && !shown->deletedAt && !isVeiled(row) ? fileViews(*shown, at(row).uploads) : QVariantList();
}

QVariant TimelineModel::thread(int row) const {
    const confab::Message* first = message(row);
    return m_thread || !first ? QVariant() : threadSummary(*m_timeline, *first, !hasNewer(), m_client.people());
}

MentionedNames TimelineModel::mentioned(int row) const {
    const confab::Message* shown = message(row);
    return shown ? mentionedIn(*shown, m_client.people(), m_client.session().user().id) : MentionedNames();
}

bool TimelineModel::isFormatted(int row) const {
    const confab::Message* shown = message(row);
    if (!shown || shown->deletedAt || isVeiled(row) || isEmojiOnly(shown->body))
        return false;
    const QString text = excerptOf(shown->body, shownLines(row)).text;
    if (const MentionedNames names = mentioned(row); text != m_judged.text || names != m_judged.names)
        m_judged = {text, names, models::isFormatted(text, names)};
    return m_judged.isFormatted;
}

bool TimelineModel::isJoin(int row) const {
    return row >= 0 && row < rowCount() && std::get_if<MemberJoined>(at(row).notice());
}

bool TimelineModel::isFolded(int row) const {
    return isJoin(row) && isJoin(row - 1) && !startsDay(row - 1) && !hasUnreadLine(row - 1);
}

QString TimelineModel::joined(int row) const {
    QStringList names;
    for (; isJoin(row) && (names.isEmpty() || isFolded(row)); ++row)
        names.prepend(std::get<MemberJoined>(*at(row).notice()).name);
    return joinedText(names);
}

QString TimelineModel::notice(int row) const {
    return isJoin(row) ? joined(row) : noticeText(at(row), m_client.people());
}

QString TimelineModel::spoken(int row) const {
    if (!at(row).isMessage())
        return notice(row);
    if (isVeiled(row))
        return QStringLiteral("%1: %2").arg(author(row), body(row));
    const QString said = excerptOf(body(row), shownLines(row)).text;
    const QString answered = quote(row).toMap().value(QStringLiteral("author")).toString();
    const QString name = m_client.people().isBot(at(row).by()) ? tr("%1, bot").arg(author(row)) : author(row);
    return spokenText(*message(row), {name, answered, isFormatted(row) ? text::plainText(said) : said,
                                      spokenTime(at(row).at(), QDate::currentDate())});
}

QString TimelineModel::statusEmoji(int row) const {
    return m_client.people().status(at(row).by()).value_or(UserStatus{}).emoji;
}

QString TimelineModel::failure(int row) const {
    const std::optional<Error>& error = at(row).error;
    return error ? sentence(*error) : QString();
}

std::span<const Role<TimelineModel>> TimelineModel::table() {
    using M = const TimelineModel&;
    static constexpr std::array<Role<TimelineModel>, 37> roles{{
        {"kind", [](M m, int row) -> QVariant { return m.at(row).isMessage() ? Message : Notice; }},
        {"seq", [](M m, int row) -> QVariant { return m.at(row).seq(); }},
        {"clientId", [](M m, int row) -> QVariant { return m.at(row).clientId(); }},
        {"by", [](M m, int row) -> QVariant { return m.at(row).by().value; }},
        {"author", [](M m, int row) -> QVariant { return m.author(row); }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.author(row)); }},
        {"picture", [](M m, int row) -> QVariant { return m.m_client.people().picture(m.at(row).by()); }},
        {"statusEmoji", [](M m, int row) -> QVariant { return m.statusEmoji(row); }},
        {"bot", [](M m, int row) -> QVariant { return m.m_client.people().isBot(m.at(row).by()); }},
        {"body", [](M m, int row) -> QVariant { return m.body(row); }},
        {"excerpt", [](M m, int row) -> QVariant { return excerptOf(m.body(row), m.shownLines(row)).text; }},
        {"hiddenLines", [](M m, int row) -> QVariant { return excerptOf(m.body(row), m.shownLines(row)).hiddenLines; }},
        {"formatted", [](M m, int row) -> QVariant { return m.isFormatted(row); }},
        {"mentioned", [](M m, int row) -> QVariant { return QVariant::fromValue(m.mentioned(row)); }},
        {"large", [](M m, int row) -> QVariant { return m.at(row).isMessage() && isEmojiOnly(m.body(row)); }},
        {"time", [](M m, int row) -> QVariant { return clockTime(m.at(row).at()); }},
        {"fullTime", [](M m, int row) -> QVariant { return fullTime(m.at(row).at()); }},
        {"day", [](M m, int row) -> QVariant { return m.day(row); }},
        {"groupStart", [](M m, int row) -> QVariant { return m.startsGroup(row); }},
        {"mine", [](M m, int row) -> QVariant { return m.isMine(row); }},
        {"unreadLine", [](M m, int row) -> QVariant { return m.hasUnreadLine(row); }},
        {"delivery", [](M m, int row) -> QVariant { return int(m.at(row).state); }},
        {"tick", [](M m, int row) -> QVariant { return int(m.tick(row)); }},
        {"failure", [](M m, int row) -> QVariant { return m.failure(row); }},
        {"waiting",
         [](M m, int row) -> QVariant {
             return m.at(row).state == TimelineEntry::State::Sending && !m.at(row).isOnItsWay;
         }},
        {"editable", [](M m, int row) -> QVariant { return m.at(row).isEditable; }},
        {"folded", [](M m, int row) -> QVariant { return m.isFolded(row); }},
        {"spoken", [](M m, int row) -> QVariant { return m.spoken(row); }},
        {"deleted", [](M m, int row) -> QVariant { return m.at(row).isMessage() && m.message(row)->deletedAt; }},
        {"editedTime",
         [](M m, int row) -> QVariant {
             const confab::Message* message = m.message(row);
             return message && message->editedAt ? fullTime(*message->editedAt) : QString();
         }},
        {"pinned",
         [](M m, int row) -> QVariant { return m.at(row).isMessage() && m.message(row)->pinned.has_value(); }},
        {"replies",
         [](M m, int row) -> QVariant { return m.at(row).isMessage() ? m.message(row)->replies.value_or(0) : 0; }},
        {"reactions",
         [](M m, int row) -> QVariant {
             return m.at(row).isMessage() && !m.isVeiled(row) ? reactionValues(*m.message(row)) : QVariantList();
         }},
        {"veiled", [](M m, int row) -> QVariant { return m.isVeiled(row) && !m.message(row)->deletedAt; }},
        {"quote", [](M m, int row) -> QVariant { return m.quote(row); }},
        {"thread", [](M m, int row) -> QVariant { return m.thread(row); }},
        {"files", [](M m, int row) -> QVariant { return m.filesAt(row); }},
    }};
    return roles;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    return index.isValid() && m_timeline ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> TimelineModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
