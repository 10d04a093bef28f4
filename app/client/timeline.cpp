// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/timeline.h"

#include "app/client/outboxfile.h"
#include "app/store/roomlog.h"

#include <algorithm>

namespace confab::client {

namespace {

TimelineEntry entryOf(const Event& event) {
    TimelineEntry entry;
    if (std::optional<Message> message = messageOf(event))
        entry.row = std::move(*message);
    else
        entry.row = event;
    return entry;
}

TimelineEntry entryOf(const Message& message) {
    TimelineEntry entry;
    entry.row = message;
    return entry;
}

TimelineEntry::State stateOf(OutgoingMessage::State state) {
    return state == OutgoingMessage::State::Failed ? TimelineEntry::State::Failed : TimelineEntry::State::Sending;
}

bool isOlderState(const TimelineEntry& known, const TimelineEntry& entry) {
    return known.isMessage() && entry.isMessage() && known.message()->asOf < entry.message()->asOf;
}

/// Of two states of one message.
bool showsSame(const Message& a, const Message& b) {
    const MessageContent& content = a;
    return content == b && a.editedAt == b.editedAt && a.deletedAt == b.deletedAt && a.reactions == b.reactions &&
           a.pinned == b.pinned && a.replies == b.replies;
}

/// The parts of a message that may change while the server has not confirmed it.
void takeFrom(const OutgoingMessage& message, TimelineEntry& entry) {
    static_cast<MessageContent&>(*entry.message()) = message.content();
    entry.uploads.clear();
    for (const OutgoingFile& file : message.files)
        entry.uploads.append(file.key);
    entry.state = stateOf(message.state);
    entry.error = message.error;
    entry.isEditable = message.isEditable();
    entry.isOnItsWay = message.state == OutgoingMessage::State::Sending;
}

} // namespace

Seq TimelineEntry::seq() const {
    return std::visit([](const auto& shown) { return shown.seq; }, row);
}

UserId TimelineEntry::by() const {
    return std::visit([](const auto& shown) { return shown.by; }, row);
}

UtcTime TimelineEntry::at() const {
    return std::visit([](const auto& shown) { return shown.at; }, row);
}

const EventData* TimelineEntry::notice() const {
    const auto* event = std::get_if<Event>(&row);
    return event ? &event->data : nullptr;
}

QString TimelineEntry::clientId() const {
    return message() ? message()->clientId.value_or(QString()) : QString();
}

QString TimelineEntry::body() const {
    return message() ? message()->body : QString();
}

// ---- queries -----------------------------------------------------------------------------------------------------

int Timeline::rowOfSeq(Seq seq) const {
    const int row = rowForSeq(seq);
    return row < count() && at(row).seq() == seq ? row : -1;
}

int Timeline::rowOfClientId(const QString& clientId) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const TimelineEntry& entry) { return entry.clientId() == clientId; });
    return found == m_entries.end() || clientId.isEmpty() ? -1 : int(found - m_entries.begin());
}

Seq Timeline::oldestSeq() const {
    return m_entries.empty() ? 0 : m_entries.back().seq();
}

Seq Timeline::newestSeq() const {
    return m_pending < count() ? at(m_pending).seq() : 0;
}

/// The row of the entry with this seq, or where it would be inserted.
int Timeline::rowForSeq(Seq seq) const {
    const auto place = std::lower_bound(m_entries.begin() + m_pending, m_entries.end(), seq,
                                        [](const TimelineEntry& entry, Seq wanted) { return entry.seq() > wanted; });
    return int(place - m_entries.begin());
}

int Timeline::pendingRow(const QString& clientId) const {
    for (int row = 0; row < m_pending; ++row) {
        if (at(row).clientId() == clientId)
            return row;
    }
    return -1;
}

// ---- the log -----------------------------------------------------------------------------------------------------

void Timeline::addEvents(const QList<Event>& events, UserId me) {
    std::vector<TimelineEntry> entries;
    entries.reserve(size_t(events.size()));
    for (auto event = events.crbegin(); event != events.crend(); ++event) {
        if (effectOf(event->data) == EventEffect::Row)
            entries.push_back(entryOf(*event));
    }
    add(std::move(entries), me);
    for (const Event& event : events) {
        if (std::optional<MessageChange> change = changeOf(event, me))
            apply(std::move(*change));
    }
}

void Timeline::addHistory(const QList<Message>& messages, UserId me, Seq asOf) {
    std::vector<TimelineEntry> entries;
    entries.reserve(size_t(messages.size()));
    for (const Message& message : messages) {
        entries.push_back(entryOf(message));
        entries.back().message()->asOf = std::max(message.seq, asOf);
    }
    add(std::move(entries), me);
}

void Timeline::addPage(const store::LogPage& page, UserId me) {
    std::vector<TimelineEntry> entries;
    entries.reserve(size_t(page.rows.size()));
    for (const store::LogRow& row : page.rows) {
        if (!row.message && !row.notice)
            continue;
        entries.push_back(row.message ? entryOf(*row.message) : entryOf(*row.notice));
        if (Message* message = entries.back().message())
            message->asOf = std::max({message->asOf, message->seq, page.asOf});
    }
    add(std::move(entries), me);
}

void Timeline::apply(MessageChange change) {
    const int row = rowOfSeq(change.target);
    if (row >= 0 && at(row).isMessage() && confab::apply(*m_entries[size_t(row)].message(), change))
        Q_EMIT changed(row, row);
    m_changes.push_back(std::move(change));
    if (m_changes.size() > changesKept)
        m_changes.pop_front();
}

void Timeline::changeAsKept(TimelineEntry& entry) const {
    for (const MessageChange& change : m_changes) {
        if (change.target == entry.seq() && entry.isMessage())
            confab::apply(*entry.message(), change);
    }
}

/// Inserts whole pages beyond either end at once, which a view can show without a flicker; other rows one by one.
void Timeline::add(std::vector<TimelineEntry> entries, UserId me) {
    const auto higher = [](const TimelineEntry& a, const TimelineEntry& b) { return a.seq() > b.seq(); };
    const bool inOrder = std::is_sorted(entries.begin(), entries.end(), higher) &&
                         std::adjacent_find(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
                             return a.seq() == b.seq();
                         }) == entries.end();
    const auto mine = [&](const TimelineEntry& entry) { return entry.by() == me && pendingRow(entry.clientId()) >= 0; };
    if (entries.empty())
        return;
    for (TimelineEntry& entry : entries)
        changeAsKept(entry);
    if (inOrder && std::none_of(entries.begin(), entries.end(), mine)) {
        if (m_pending == count() || entries.front().seq() < oldestSeq())
            return insert(count(), std::move(entries));
        if (entries.back().seq() > newestSeq())
            return insert(m_pending, std::move(entries));
    }
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        addOne(std::move(*entry), me);
}

void Timeline::addOne(TimelineEntry entry, UserId me) {
    // Only the user's own: another user may use the same clientId, which is unique for each sender only.
    const int pending = entry.by() == me && !entry.clientId().isEmpty() ? pendingRow(entry.clientId()) : -1;
    if (pending >= 0)
        return settle(pending, std::move(entry));
    const int row = rowForSeq(entry.seq());
    if (row == count() || at(row).seq() != entry.seq())
        return insert(row, {std::move(entry)});
    const bool isNewer = isOlderState(at(row), entry);
    if (!at(row).isDraft && !isNewer)
        return;
    const bool isOther = at(row).isDraft || !showsSame(*at(row).message(), *entry.message());
    m_entries[size_t(row)] = std::move(entry);
    if (isOther)
        Q_EMIT changed(row, row);
}

void Timeline::clearPending() {
    if (m_pending > 0)
        remove(0, m_pending - 1);
}

void Timeline::clearLog() {
    m_changes.clear(); // pages that come now were asked for after them, and may be of another log
    if (m_pending == count())
        return;
    if (m_pending > 0)
        return remove(m_pending, count() - 1);
    Q_EMIT aboutToReset();
    m_entries.clear();
    Q_EMIT wasReset();
}

bool Timeline::trim(int keep) {
    const int first = std::max(keep, m_pending);
    if (first >= count())
        return false;
    remove(first, count() - 1);
    return true;
}

void Timeline::trimNewest(Seq newest) {
    if (const int newer = rowsAfter(newest); newer > 0)
        remove(0, newer - 1);
}

// ---- the user's own, not yet confirmed ---------------------------------------------------------------------------

void Timeline::putPending(const OutgoingMessage& message, UserId me) {
    const int row = pendingRow(message.clientId);
    if (row >= 0) {
        takeFrom(message, m_entries[size_t(row)]);
        Q_EMIT changed(row, row);
        return;
    }
    if (const int known = rowOfClientId(message.clientId); known >= 0 && at(known).by() == me)
        return; // the log was faster
    TimelineEntry entry;
    entry.row = Message{{}, message.room, 0, me, message.at, message.clientId, {}, {}};
    takeFrom(message, entry);
    entry.isDraft = true;
    insert(0, {std::move(entry)});
}

void Timeline::confirm(const QString& clientId, const Sent& answer) {
    const int row = pendingRow(clientId);
    if (row < 0)
        return; // the event was faster
    TimelineEntry entry = at(row);
    entry.message()->seq = answer.seq;
    entry.message()->at = answer.at;
    entry.message()->asOf = answer.seq;
    entry.state = TimelineEntry::State::Sent;
    entry.error.reset();
    entry.isEditable = entry.isOnItsWay = false;
    entry.uploads.clear();
    settle(row, std::move(entry));
}

void Timeline::removePending(const QString& clientId) {
    const int row = pendingRow(clientId);
    if (row >= 0)
        remove(row, row);
}

/// A pending row becomes `entry`, which has a seq: in its place, or where its seq belongs.
void Timeline::settle(int row, TimelineEntry entry) {
    const int place = rowForSeq(entry.seq());
    if (place < count() && at(place).seq() == entry.seq())
        return remove(row, row); // it is there already
    const int target = place - 1;
    if (target != row) {
        Q_EMIT aboutToMove(row, place);
        m_entries.erase(m_entries.begin() + row);
        m_entries.insert(m_entries.begin() + target, std::move(entry));
        --m_pending;
        Q_EMIT moved();
    } else {
        m_entries[size_t(row)] = std::move(entry);
        --m_pending;
    }
    Q_EMIT changed(target, target);
}

// ---- rows --------------------------------------------------------------------------------------------------------

void Timeline::insert(int row, std::vector<TimelineEntry> entries) {
    Q_EMIT aboutToInsert(row, row + int(entries.size()) - 1);
    m_pending += int(std::count_if(entries.begin(), entries.end(), [](const auto& entry) { return entry.seq() == 0; }));
    m_entries.insert(m_entries.begin() + row, std::make_move_iterator(entries.begin()),
                     std::make_move_iterator(entries.end()));
    Q_EMIT inserted();
}

void Timeline::remove(int first, int last) {
    Q_EMIT aboutToRemove(first, last);
    m_pending -= std::max(0, std::min(last + 1, m_pending) - first);
    m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
    Q_EMIT removed();
}

} // namespace confab::client
