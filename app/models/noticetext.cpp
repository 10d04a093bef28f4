// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/noticetext.h"

#include "app/client/timeline.h"
#include "app/client/userdirectory.h"

#include <QCoreApplication>

namespace confab::models {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Notices", text);
}

} // namespace

QString joinedText(const QStringList& names) {
    if (names.size() == 1)
        return tr("%1 joined").arg(names[0]);
    const QString comma = QStringLiteral(", ");
    if (names.size() <= namesInNotice + 1)
        return tr("%1 and %2 joined").arg(names.mid(0, names.size() - 1).join(comma), names.last());
    return tr("%1 and %2 others joined")
        .arg(names.first(namesInNotice).join(comma), QString::number(names.size() - namesInNotice));
}

QString noticeText(const client::TimelineEntry& entry, client::UserDirectory& people) {
    if (const auto* joined = std::get_if<MemberJoined>(entry.notice()))
        return joinedText({joined->name});
    if (const auto* left = std::get_if<MemberLeft>(entry.notice()))
        return tr("%1 left").arg(left->name);
    if (const auto* role = std::get_if<MemberRole>(entry.notice())) {
        const QString name = people.name(role->user);
        switch (role->role) {
        case confab::Role::Owner:
            return tr("%1 is now an owner").arg(name);
        case confab::Role::Moderator:
            return tr("%1 is now a moderator").arg(name);
        case confab::Role::Member:
            return tr("%1 is now a member").arg(name);
        }
    }
    if (std::get_if<RoomCreated>(entry.notice()))
        return tr("%1 created this room").arg(people.name(entry.by()));
    return {};
}

} // namespace confab::models
