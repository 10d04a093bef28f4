// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/noticetext.h"

#include "app/client/timeline.h"
#include "app/client/userdirectory.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"
#include "app/models/slowmode.h"

#include <QCoreApplication>

namespace confab::models {

namespace {

struct Notices {
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

} // namespace

QString joinedText(const QStringList& names) {
    QStringList shown;
    for (const QString& name : names)
        shown.append(isolated(name));
    if (shown.size() == 1)
        return Notices::tr("%1 joined").arg(shown[0]);
    const QString comma = QStringLiteral(", ");
    if (shown.size() <= namesInNotice + 1)
        return Notices::tr("%1 and %2 joined").arg(shown.mid(0, shown.size() - 1).join(comma), shown.last());
    return Notices::tr("%1 and %2 others joined")
        .arg(shown.first(namesInNotice).join(comma), QString::number(shown.size() - namesInNotice));
}

namespace {

/// What was changed, in as few words as say it: the name before all, since people look for the room by it.
QString updatedText(const RoomUpdated& updated, const QString& by) {
    if (updated.name)
        return Notices::tr("%1 renamed the room to %2").arg(by, isolated(*updated.name));
    if (updated.archived)
        return *updated.archived ? Notices::tr("%1 archived the room").arg(by)
                                 : Notices::tr("%1 reopened the room").arg(by);
    if (updated.topic)
        return updated.topic->isEmpty() ? Notices::tr("%1 removed the topic").arg(by)
                                        : Notices::tr("%1 changed the topic: %2").arg(by, isolated(*updated.topic));
    if (updated.hasPassword)
        return *updated.hasPassword ? Notices::tr("%1 set a new password").arg(by)
                                    : Notices::tr("%1 removed the password").arg(by);
    if (updated.visibility)
        return *updated.visibility == Visibility::Public ? Notices::tr("%1 made the room public").arg(by)
                                                         : Notices::tr("%1 made the room private").arg(by);
    if (updated.picture)
        return updated.picture->value ? Notices::tr("%1 changed the picture").arg(by)
                                      : Notices::tr("%1 removed the picture").arg(by);
    if (updated.slowModeMs)
        return updated.slowModeMs->value ? Notices::tr("%1 turned slow mode on: one message every %2")
                                               .arg(by, SlowMode::spanText(*updated.slowModeMs->value))
                                         : Notices::tr("%1 turned slow mode off").arg(by);
    return Notices::tr("%1 changed how many people the room takes").arg(by);
}

QString leftText(const MemberLeft& left, client::UserDirectory& people) {
    const QString name = isolated(left.name);
    if (!left.by)
        return Notices::tr("%1 left").arg(name);
    const QString by = isolated(people.name(*left.by));
    const bool isBan = left.reason == Departure::Banned;
    if (left.note)
        return (isBan ? Notices::tr("%1 was banned by %2: %3") : Notices::tr("%1 was removed by %2: %3"))
            .arg(name, by, isolated(*left.note));
    return (isBan ? Notices::tr("%1 was banned by %2") : Notices::tr("%1 was removed by %2")).arg(name, by);
}

QString mutedText(const MemberMuted& muted, const QString& by) {
    const QString name = isolated(muted.name);
    if (!muted.on)
        return Notices::tr("%1 lets %2 write again").arg(by, name);
    return muted.until ? Notices::tr("%1 muted %2 until %3").arg(by, name, fullTime(*muted.until))
                       : Notices::tr("%1 muted %2").arg(by, name);
}

QString madeText(confab::Role role, const QString& name, const QString& by) {
    switch (role) {
    case confab::Role::Owner:
        return Notices::tr("%1 made %2 an owner").arg(by, name);
    case confab::Role::Moderator:
        return Notices::tr("%1 made %2 a moderator").arg(by, name);
    case confab::Role::Member:
        break;
    }
    return Notices::tr("%1 made %2 a member").arg(by, name);
}

} // namespace

QString noticeText(const client::TimelineEntry& entry, client::UserDirectory& people) {
    if (const auto* joined = std::get_if<MemberJoined>(entry.notice()))
        return joinedText({joined->name});
    if (const auto* left = std::get_if<MemberLeft>(entry.notice()))
        return leftText(*left, people);
    if (const auto* role = std::get_if<MemberRole>(entry.notice())) {
        const QString name = isolated(people.name(role->user));
        if (role->by)
            return madeText(role->role, name, isolated(people.name(*role->by)));
        switch (role->role) {
        case confab::Role::Owner:
            return Notices::tr("%1 is now an owner").arg(name);
        case confab::Role::Moderator:
            return Notices::tr("%1 is now a moderator").arg(name);
        case confab::Role::Member:
            return Notices::tr("%1 is now a member").arg(name);
        }
    }
    if (const auto* muted = std::get_if<MemberMuted>(entry.notice()))
        return mutedText(*muted, isolated(people.name(entry.by())));
    if (const auto* updated = std::get_if<RoomUpdated>(entry.notice()))
        return updatedText(*updated, isolated(people.name(entry.by())));
    if (std::get_if<RoomCreated>(entry.notice()))
        return Notices::tr("%1 created this room").arg(isolated(people.name(entry.by())));
    return {};
}

} // namespace confab::models
