// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/moderation.h"
#include "app/models/presencelight.h"
#include "app/models/roletable.h"
#include "common/protocol/room.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QQmlEngine>
#include <QSet>
#include <QTimer>

namespace confab::client {
class Client;
class OpenRoom;
} // namespace confab::client

namespace confab::models {

/// The members of the open room, in sections: occupants, online elsewhere, offline, and unknown; each section sorted by
/// name. Requests the list when a room is shown, when its membership changes, and periodically while `shown`; lists the
/// first `most`.
/// Roles: userId, name, initials, picture, status (a line), light (PresenceLight), roleText, rank (Moderation::Rank),
/// mayRank, mayPutOut (and mute), mutedText, blocked (by the user), marks (their role, and
/// that they are muted or blocked), here, online, stateText, me, bot, section (title of
/// the section).
/// Thread: the window's. Owned by: CurrentRoom.
class MemberListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    /// The list is visible: its presence may be at most a minute old.
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged FINAL)
    Q_PROPERTY(confab::models::Moderation* moderation READ moderation CONSTANT FINAL)

public:
    explicit MemberListModel(client::Client& client);

    /// Lists this room's members from now on, or none.
    void show(client::OpenRoom* room);
    /// The membership changed: reloads, once for a burst of changes.
    void reloadSoon();

    /// How many others are connected, as far as the list tells: whom "@here" calls.
    int presentOthers() const;

    bool isShown() const { return m_shown; }
    void setShown(bool shown);
    Moderation* moderation() { return &m_moderation; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    static constexpr int most = 2000;

Q_SIGNALS:
    void shownChanged();

private:
    /// In the order of the sections.
    enum class Whereabouts { Here, Online, Offline, Unknown };
    struct Row {
        Member member;
        Whereabouts where = Whereabouts::Unknown;
    };

    static std::span<const Role<MemberListModel>> table();
    void load(std::optional<UserId> after);
    void loaded(const MembersPage& page);
    void moved(const RoomPresence& presence);
    void updated(const User& user);
    PresenceLight::Light lightOf(const Row& row) const;
    Whereabouts whereaboutsOf(const Member& member, const QSet<UserId>& here) const;
    void arrange();
    void apply(std::vector<Row> wanted);
    QString section(const Row& row) const;
    QString stateText(const Row& row) const;
    bool mayRank(const Row& row) const;
    bool mayPutOut(const Row& row) const;
    static bool isMuted(const Row& row);
    static QString mutedText(const Row& row);
    static QString roleText(const Row& row);
    QString marks(const Row& row) const;
    bool isPerson(const Row& row) const;
    /// The open room, as the user sees it; null: it is gone.
    const Room* room() const;

    client::Client& m_client;
    Moderation m_moderation;
    QPointer<client::OpenRoom> m_room;
    quint64 m_generation = 0; // answers of an earlier room or load are dropped
    QList<Member> m_loading;
    QList<Member> m_members;
    std::vector<Row> m_rows;
    QHash<Whereabouts, int> m_counts; // rows of each section
    int m_hereCount = 0;              // all occupants
    QTimer m_reload;
    bool m_shown = false;
    QTimer m_refresh; // runs while shown
};

} // namespace confab::models
