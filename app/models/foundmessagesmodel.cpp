// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/foundmessagesmodel.h"

#include "app/client/client.h"
#include "app/client/rooms.h"
#include "app/client/storefeed.h"
#include "app/models/fileview.h"
#include "app/models/formatting.h"
#include "app/models/searchsnippet.h"
#include "common/search/searchquery.h"

#include <array>

namespace confab::models {

namespace {

constexpr std::array filterKeys{"from:", "in:", "before:", "after:", "has:"};
constexpr std::array plainFilters{"has:file", "has:image", "has:link"};

QStringList wordsOf(const QString& query) {
    return query.split(u' ', Qt::SkipEmptyParts);
}

/// As it is sent: without a filter at its end whose value is still to be typed.
QString askedText(const QString& query) {
    QString text = query.trimmed();
    for (const char* key : filterKeys) {
        const QLatin1String name(key);
        const bool isWord =
            text.size() == name.size() || (text.size() > name.size() && text[text.size() - name.size() - 1].isSpace());
        if (text.endsWith(name, Qt::CaseInsensitive) && isWord)
            return text.chopped(name.size()).trimmed();
    }
    return text;
}

} // namespace

FoundMessagesModel::FoundMessagesModel(client::Client& client, CurrentRoom& room)
    : m_client(client), m_room(room), m_search(client.connection(), client.session(), client.people(), client.store()) {
    setRows(&m_search);
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, &FoundMessagesModel::search);
    connect(&m_search, &client::MessageSearch::stateChanged, this, &FoundMessagesModel::stateChanged);
    connect(&client.people(), &client::UserDirectory::nameChanged, this, &FoundMessagesModel::repaint);
    connect(&client.session(), &client::Session::ended, this, [this] {
        m_roomId = m_from = {};
        setQuery({});
        close();
    });
}

FoundMessagesModel::~FoundMessagesModel() {
    setRows(nullptr);
}

// ---- what is searched for ----------------------------------------------------------------------------------------

void FoundMessagesModel::setQuery(const QString& query) {
    if (m_query == query)
        return;
    m_query = query;
    Q_EMIT queryChanged();
    plan();
}

void FoundMessagesModel::setRoomId(double roomId) {
    const RoomId room{qint64(roomId)};
    if (room == m_roomId)
        return;
    m_roomId = room;
    Q_EMIT queryChanged();
    plan();
}

QString FoundMessagesModel::roomName() const {
    return roomNameOf(m_roomId);
}

QString FoundMessagesModel::roomNameOf(RoomId room) const {
    const Room* facts = m_client.rooms().find(room);
    return facts ? facts->name : QString();
}

QStringList FoundMessagesModel::filters() const {
    QStringList found;
    for (const QString& word : wordsOf(m_query)) {
        for (const char* filter : plainFilters) {
            if (word.compare(QLatin1String(filter), Qt::CaseInsensitive) == 0)
                found.append(QLatin1String(filter));
        }
    }
    return found;
}

void FoundMessagesModel::toggleFilter(const QString& filter) {
    if (!filters().contains(filter))
        return setQuery(m_query.trimmed().isEmpty() ? QString(filter % u' ')
                                                    : QString(m_query.trimmed() % u' ' % filter % u' '));
    QStringList words = wordsOf(m_query);
    words.removeIf([&](const QString& word) { return word.compare(filter, Qt::CaseInsensitive) == 0; });
    setQuery(words.join(u' '));
}

bool FoundMessagesModel::isTooLong() const {
    return m_query.size() > limits::searchChars || parseSearchQuery(m_query).words.size() > limits::searchTerms;
}

bool FoundMessagesModel::isAskable() const {
    return !isTooLong() && parseSearchQuery(askedText(m_query)) != SearchQuery();
}

/// Requests what is searched for now, a moment later.
void FoundMessagesModel::plan() {
    if (!isAskable()) {
        m_delay.stop();
        m_asked.reset();
        m_search.clear();
        return Q_EMIT stateChanged();
    }
    if (m_asked == std::pair(askedText(m_query), m_roomId)) { // a space more or less
        m_delay.stop();
    } else {
        m_delay.start();
        if (m_search.stopLooking())
            m_asked.reset(); // it has no answer
    }
    Q_EMIT stateChanged();
}

void FoundMessagesModel::search() {
    m_delay.stop();
    std::pair wanted(askedText(m_query), m_roomId);
    if (!isAskable() || m_asked == wanted)
        return;
    m_asked = wanted;
    SearchMessages request;
    request.query = wanted.first;
    if (m_roomId)
        request.room = m_roomId;
    m_search.ask(std::move(request));
}

// ---- what became of it -------------------------------------------------------------------------------------------

FoundMessagesModel::State FoundMessagesModel::state() const {
    if (isTooLong())
        return Failed;
    if (!isAskable())
        return Idle;
    if (m_delay.isActive())
        return Searching;
    if (m_search.count() > 0)
        return m_search.isAnswered() ? Found : Searching;
    if (m_search.problem())
        return Failed;
    return m_search.isBusy() ? Searching : Nothing;
}

QString FoundMessagesModel::problem() const {
    if (isTooLong())
        return tr("Search for fewer words: %1 at most.").arg(limits::searchTerms);
    if (!m_search.problem())
        return {};
    switch (m_search.problem()->kind) {
    case ErrorKind::Disconnected:
        return tr("There is no connection. The search goes on as soon as there is one.");
    case ErrorKind::MethodNotFound:
        return tr("This server can't search in messages. It has to be updated first.");
    default:
        return sentence(*m_search.problem());
    }
}

void FoundMessagesModel::setHitInk(const QColor& ink) {
    if (ink == m_hitInk)
        return;
    m_hitInk = ink;
    Q_EMIT hitInkChanged();
    repaint();
}

void FoundMessagesModel::repaint() {
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

// ---- to a result and back ----------------------------------------------------------------------------------------

void FoundMessagesModel::open(bool here) {
    setRoomId(here ? m_room.roomId() : 0);
    if (!std::exchange(m_shown, true))
        Q_EMIT shownChanged();
    Q_EMIT opened();
}

void FoundMessagesModel::close() {
    if (std::exchange(m_shown, false))
        Q_EMIT shownChanged();
}

void FoundMessagesModel::goTo(int row) {
    if (row >= 0 && row < rowCount())
        visit(double(hit(row).message.room.value), double(hit(row).message.seq));
}

void FoundMessagesModel::visit(double roomId, double seq) {
    if (!m_client.rooms().find(RoomId{qint64(roomId)}))
        return; // the user is no member any more
    if (!m_room.view()->isVisiting())
        m_from = RoomId{qint64(m_room.roomId())};
    m_room.open(roomId);
    m_room.view()->visit(seq);
}

void FoundMessagesModel::goBack() {
    if (!m_room.view()->isVisiting())
        return;
    const RoomId here{qint64(m_room.roomId())};
    if (m_from != here && m_client.rooms().find(m_from))
        m_room.open(double(m_from.value));
    else if (m_from)
        m_room.view()->goBack();
    else
        m_room.close();
}

// ---- rows --------------------------------------------------------------------------------------------------------

std::span<const Role<FoundMessagesModel>> FoundMessagesModel::table() {
    using M = const FoundMessagesModel&;
    static constexpr std::array<Role<FoundMessagesModel>, 9> roles{{
        {"roomId", [](M m, int row) -> QVariant { return double(m.hit(row).message.room.value); }},
        {"seq", [](M m, int row) -> QVariant { return double(m.hit(row).message.seq); }},
        {"by", [](M m, int row) -> QVariant { return double(m.hit(row).message.by.value); }},
        {"author", [](M m, int row) -> QVariant { return m.m_client.people().name(m.hit(row).message.by); }},
        {"room", [](M m, int row) -> QVariant { return m.roomNameOf(m.hit(row).message.room); }},
        {"time", [](M m, int row) -> QVariant { return listTime(m.hit(row).message.at, QDate::currentDate()); }},
        {"words", [](M m, int row) -> QVariant { return snippetMarkup(hitSnippet(m.hit(row)), m.m_hitInk); }},
        {"line", [](M m, int row) -> QVariant { return snippetText(hitSnippet(m.hit(row))); }},
        {"files",
         [](M m, int row) -> QVariant {
             return m.hit(row).message.files ? fileWords(*m.hit(row).message.files) : QString();
         }},
    }};
    return roles;
}

QVariant FoundMessagesModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> FoundMessagesModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
