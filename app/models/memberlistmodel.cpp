// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/memberlistmodel.h"

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

MemberListModel::MemberListModel(client::Client& client) : m_client(client), m_moderation(client.connection()) {
    m_reload.setSingleShot(true);
    m_reload.setInterval(300ms); // several joins at once are one request
    connect(&m_reload, &QTimer::timeout, this, [this] {
        if (m_room)
            load({});
    });
    m_refresh.setInterval(1min);
    connect(&m_refresh, &QTimer::timeout, this, &MemberListModel::reloadSoon);
    connect(&client.connection(), &client::Connection::notified, this, [this](const Notification& notification) {
        if (const auto* presence = std::get_if<RoomPresence>(&notification))
            moved(*presence);
        if (const auto* news = std::get_if<UserUpdated>(&notification); news && !news->user.blocked)
            updated(news->user);
        const auto* happened = std::get_if<RoomEventNotice>(&notification);
        if (happened && m_room && happened->event.room == m_room->id() &&
            (std::holds_alternative<MemberRole>(happened->event.data) ||
             std::holds_alternative<MemberMuted>(happened->event.data)))
            reloadSoon();
    });
    connect(&client.people(), &client::UserDirectory::blockedChanged, this, &MemberListModel::arrange);
    connect(&client.people(), &client::UserDirectory::profileChanged, this, [this](UserId id) {
        const auto shows = [id](const Row& row) { return row.member.id == id; };
        if (const auto row = std::ranges::find_if(m_rows, shows); row != m_rows.end())
            Q_EMIT dataChanged(index(int(row - m_rows.begin())), index(int(row - m_rows.begin())));
    });
}

void MemberListModel::setShown(bool shown) {
    if (std::exchange(m_shown, shown) == shown)
        return;
    if (shown) {
        m_refresh.start();
        reloadSoon();
    } else {
        m_refresh.stop();
    }
    Q_EMIT shownChanged();
}

void MemberListModel::show(client::OpenRoom* room) {
    if (m_room)
        m_room->disconnect(this);
    m_room = room;
    m_members.clear();
    m_reload.stop();
    ++m_generation;
    arrange();
    if (!room)
        return;
    connect(room, &client::OpenRoom::hereChanged, this, &MemberListModel::arrange);
    const auto reload = [this] {
        if (m_room->isLive() || m_room->fullAt())
            reloadSoon();
        arrange();
    };
    connect(room, &client::OpenRoom::liveChanged, this, reload);
    connect(room, &client::OpenRoom::fullChanged, this, reload);
    load({});
}

void MemberListModel::reloadSoon() {
    if (!m_reload.isActive())
        m_reload.start();
}

void MemberListModel::load(std::optional<UserId> after) {
    if (!m_client.session().isOnline())
        return; // liveChanged comes with the connection
    if (!after) {
        m_loading.clear();
        ++m_generation;
    }
    const RoomMembers request{m_room->id(), after, {}};
    m_client.connection().call(request, {this, [this, generation = m_generation](Result<MembersPage> page) {
                                             if (generation == m_generation && page)
                                                 loaded(*page);
                                         }});
}

void MemberListModel::loaded(const MembersPage& page) {
    m_loading += page.members;
    for (const Member& member : page.members)
        m_client.people().learn(
            User{member.id, member.name, {}, member.presence, member.bot, member.picture, member.status});
    if (page.more && !page.members.isEmpty() && m_loading.size() < most)
        return load(page.members.last().id);
    m_members = std::exchange(m_loading, {});
    arrange();
}

/// The list's state of this member is out of date then. The notification has the new one when the server knows it.
void MemberListModel::moved(const RoomPresence& presence) {
    if (!m_room || presence.room != m_room->id())
        return;
    for (Member& member : m_members) {
        if (member.id != presence.user.id)
            continue;
        member.here = presence.state == PresenceState::Here;
        member.presence = presence.user.presence;
        return arrange();
    }
}

void MemberListModel::updated(const User& user) {
    for (Member& member : m_members) {
        if (member.id != user.id)
            continue;
        member.name = user.name;
        member.presence = user.presence;
        return arrange();
    }
}

/// Who is here is told as present, if not more exactly.
PresenceLight::Light MemberListModel::lightOf(const Row& row) const {
    if (row.where == Whereabouts::Unknown)
        return PresenceLight::None;
    if (row.where == Whereabouts::Offline)
        return PresenceLight::Offline;
    const PresenceLight::Light light = PresenceLight::of(row.member.presence);
    return light == PresenceLight::Away || light == PresenceLight::DoNotDisturb ? light : PresenceLight::Online;
}

MemberListModel::Whereabouts MemberListModel::whereaboutsOf(const Member& member, const QSet<UserId>& here) const {
    if (!m_client.session().isOnline())
        return Whereabouts::Unknown;
    // Only an occupant gets every entry and exit; of more than some hundreds not all are listed.
    const bool knowsAll = m_room && m_room->isLive() && m_room->hereCount() <= here.size();
    if (here.contains(member.id) || (!knowsAll && member.here.value_or(false)))
        return Whereabouts::Here;
    if (!member.presence)
        return Whereabouts::Unknown;
    return *member.presence == Availability::Offline ? Whereabouts::Offline : Whereabouts::Online;
}

// The occupants are known before the list of members arrives, so they are shown from the start.
void MemberListModel::arrange() {
    // A member without a seat in a full room knows the others only from the list.
    const QList<User> inRoom = m_room && m_room->isLive() && !m_room->fullAt() ? m_room->here() : QList<User>();
    std::vector<Row> rows;
    QSet<UserId> here;
    for (const User& user : inRoom)
        here.insert(user.id);
    QSet<UserId> listed;
    for (const Member& member : std::as_const(m_members)) {
        rows.push_back({member, whereaboutsOf(member, here)});
        listed.insert(member.id);
    }
    for (const User& user : inRoom) {
        if (!listed.contains(user.id))
            rows.push_back({Member{user.id, user.name, confab::Role::Member, {}}, Whereabouts::Here});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        if (a.where != b.where)
            return a.where < b.where;
        const int byName = a.member.name.localeAwareCompare(b.member.name);
        return byName != 0 ? byName < 0 : a.member.id < b.member.id;
    });
    m_counts.clear();
    for (const Row& row : rows)
        ++m_counts[row.where];
    m_hereCount = std::max(m_room && (m_room->isLive() || m_room->fullAt()) ? m_room->hereCount() : 0,
                           m_counts.value(Whereabouts::Here));
    apply(std::move(rows));
}

// Removes missing rows, then inserts and moves one by one: rows that stay keep their place on screen.
void MemberListModel::apply(std::vector<Row> wanted) {
    const auto find = [](const std::vector<Row>& rows, UserId id, size_t from) {
        return size_t(std::find_if(rows.begin() + std::ptrdiff_t(std::min(from, rows.size())), rows.end(),
                                   [id](const Row& row) { return row.member.id == id; }) -
                      rows.begin());
    };
    for (size_t i = m_rows.size(); i-- > 0;) {
        if (find(wanted, m_rows[i].member.id, 0) == wanted.size()) {
            beginRemoveRows({}, int(i), int(i));
            m_rows.erase(m_rows.begin() + std::ptrdiff_t(i));
            endRemoveRows();
        }
    }
    for (size_t i = 0; i < wanted.size(); ++i) {
        const size_t from = find(m_rows, wanted[i].member.id, i);
        if (from == m_rows.size()) {
            beginInsertRows({}, int(i), int(i));
            m_rows.insert(m_rows.begin() + std::ptrdiff_t(i), wanted[i]);
            endInsertRows();
            continue;
        }
        if (from != i) {
            beginMoveRows({}, int(from), int(from), {}, int(i));
            std::rotate(m_rows.begin() + std::ptrdiff_t(i), m_rows.begin() + std::ptrdiff_t(from),
                        m_rows.begin() + std::ptrdiff_t(from) + 1);
            endMoveRows();
        }
        m_rows[i] = wanted[i];
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1)); // the section titles contain counts
}

int MemberListModel::presentOthers() const {
    const auto isPresent = [this](const Row& row) {
        return (row.where == Whereabouts::Here || row.where == Whereabouts::Online) &&
               row.member.id != m_client.session().user().id;
    };
    return std::max(int(std::count_if(m_rows.begin(), m_rows.end(), isPresent)),
                    m_hereCount - 1); // of many, not all are rows
}

QString MemberListModel::section(const Row& row) const {
    const int count = m_counts.value(row.where);
    switch (row.where) {
    case Whereabouts::Here:
        return tr("Here now · %1").arg(m_hereCount);
    case Whereabouts::Online:
        return tr("Online · %1").arg(count);
    case Whereabouts::Offline:
        return tr("Offline · %1").arg(count);
    case Whereabouts::Unknown:
        break;
    }
    if (!m_room || !(m_room->isLive() || m_room->fullAt()))
        return tr("Members · %1").arg(count); // the occupants are not known yet
    // Some of them may be occupants, too.
    return m_hereCount > m_counts.value(Whereabouts::Here) ? tr("Other members") : tr("Not here · %1").arg(count);
}

QString MemberListModel::stateText(const Row& row) const {
    const PresenceLight::Light light = lightOf(row);
    if (light == PresenceLight::Away || light == PresenceLight::DoNotDisturb)
        return PresenceLight::words(light);
    switch (row.where) {
    case Whereabouts::Here:
        return tr("here now");
    case Whereabouts::Online:
        return tr("online");
    case Whereabouts::Offline:
        return tr("offline");
    case Whereabouts::Unknown:
        break;
    }
    return {};
}

const Room* MemberListModel::room() const {
    return m_room ? m_client.rooms().find(m_room->id()) : nullptr;
}

/// A bot's rights decide what it is.
bool MemberListModel::isPerson(const Row& row) const {
    return !m_client.people().isBot(row.member.id);
}

bool MemberListModel::mayRank(const Row& row) const {
    const Room* open = room();
    return open && isPerson(row) && Moderation::maySetRoles(open->role, open->kind);
}

bool MemberListModel::mayPutOut(const Row& row) const {
    const Room* open = room();
    return open && isPerson(row) && row.member.id != m_client.session().user().id &&
           Moderation::mayKeepInOrder(open->role, row.member.role, open->kind);
}

bool MemberListModel::isMuted(const Row& row) {
    const std::optional<UtcTime> until = row.member.mutedUntil;
    return row.member.muted.value_or(false) && (!until || *until > UtcTime::now());
}

QString MemberListModel::mutedText(const Row& row) {
    if (!isMuted(row))
        return {};
    const std::optional<UtcTime> until = row.member.mutedUntil;
    return until ? tr("Muted until %1").arg(untilTime(*until, localDay(UtcTime::now()))) : tr("Muted");
}

QString MemberListModel::roleText(const Row& row) {
    switch (row.member.role) {
    case confab::Role::Owner:
        return tr("Owner");
    case confab::Role::Moderator:
        return tr("Moderator");
    case confab::Role::Member:
        break;
    }
    return {};
}

QString MemberListModel::marks(const Row& row) const {
    QStringList marks{roleText(row), isMuted(row) ? tr("Muted") : QString(),
                      m_client.people().isBlocked(row.member.id) ? tr("Blocked") : QString()};
    marks.removeAll(QString());
    return marks.join(QStringLiteral(" · "));
}

std::span<const Role<MemberListModel>> MemberListModel::table() {
    using M = const MemberListModel&;
    static constexpr std::array<Role<MemberListModel>, 19> roles{{
        {"userId", [](M m, int row) -> QVariant { return m.m_rows[size_t(row)].member.id.value; }},
        {"name", [](M m, int row) -> QVariant { return m.m_rows[size_t(row)].member.name; }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.m_rows[size_t(row)].member.name); }},
        {"picture",
         [](M m, int row) -> QVariant { return m.m_client.people().picture(m.m_rows[size_t(row)].member.id); }},
        {"status",
         [](M m, int row) -> QVariant {
             return statusLine(m.m_client.people().status(m.m_rows[size_t(row)].member.id));
         }},
        {"light", [](M m, int row) -> QVariant { return int(m.lightOf(m.m_rows[size_t(row)])); }},
        {"roleText", [](M m, int row) -> QVariant { return roleText(m.m_rows[size_t(row)]); }},
        {"marks", [](M m, int row) -> QVariant { return m.marks(m.m_rows[size_t(row)]); }},
        {"rank", [](M m, int row) -> QVariant { return int(m.m_rows[size_t(row)].member.role); }},
        {"mayRank", [](M m, int row) -> QVariant { return m.mayRank(m.m_rows[size_t(row)]); }},
        {"mayPutOut", [](M m, int row) -> QVariant { return m.mayPutOut(m.m_rows[size_t(row)]); }},
        {"mutedText", [](M m, int row) -> QVariant { return mutedText(m.m_rows[size_t(row)]); }},
        {"blocked",
         [](M m, int row) -> QVariant { return m.m_client.people().isBlocked(m.m_rows[size_t(row)].member.id); }},
        {"here", [](M m, int row) -> QVariant { return m.m_rows[size_t(row)].where == Whereabouts::Here; }},
        {"online",
         [](M m, int row) -> QVariant {
             const Whereabouts where = m.m_rows[size_t(row)].where;
             return where == Whereabouts::Here || where == Whereabouts::Online;
         }},
        {"stateText", [](M m, int row) -> QVariant { return m.stateText(m.m_rows[size_t(row)]); }},
        {"me",
         [](M m, int row) -> QVariant { return m.m_rows[size_t(row)].member.id == m.m_client.session().user().id; }},
        {"bot", [](M m, int row) -> QVariant { return m.m_client.people().isBot(m.m_rows[size_t(row)].member.id); }},
        {"section", [](M m, int row) -> QVariant { return m.section(m.m_rows[size_t(row)]); }},
    }};
    return roles;
}

int MemberListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant MemberListModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> MemberListModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
