// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/roombuilder.h"

#include "server/import/texts.h"

#include <QSet>

#include <algorithm>

namespace confab::imported {

Status RoomBuilder::give(UserId by, UtcTime at, EventData data) {
    return m_sink.event({confab::Event{RoomId{}, ++m_last, by, at, std::move(data)}});
}

Status RoomBuilder::begin(UserId creator, const std::function<QString(UserId)>& nameOf) {
    Status done = give(creator, m_room.createdAt, RoomCreated{m_room.name});
    for (const exported::Membership& member : m_room.members) {
        if (done)
            done = give(member.user, member.joinedAt, MemberJoined{member.user, nameOf(member.user)});
    }
    return done;
}

Status RoomBuilder::addReactions(const Post& post, Seq target) {
    QStringList emojis;
    QSet<std::pair<QString, qint64>> given;
    for (const Post::Reaction& reaction : post.reactions) {
        if (reaction.emoji.isEmpty()) {
            ++m_notes[QStringLiteral("reactions with a picture of their own, left out")];
            continue;
        }
        if (!emojis.contains(reaction.emoji)) {
            if (emojis.size() >= limits::reactionsPerMessage) {
                ++m_notes[QStringLiteral("reactions beyond 20 different ones at a message, left out")];
                continue;
            }
            emojis.append(reaction.emoji);
        }
        if (given.contains({reaction.emoji, reaction.by.value}))
            continue;
        given.insert({reaction.emoji, reaction.by.value});
        if (Status done = give(reaction.by, post.at, ReactionAdded{target, reaction.emoji}); !done)
            return done;
    }
    return {};
}

Status RoomBuilder::add(const Post& post) {
    const QStringList texts = messagesOf(post.text);
    const qsizetype most = limits::filesPerMessage;
    const qsizetype count = std::max(texts.size(), (post.files.size() + most - 1) / most);
    if (count == 0) {
        ++m_notes[QStringLiteral("messages without a text, left out")];
        return {};
    }
    if (count > 1)
        ++m_notes[QStringLiteral("messages too long for one, made several")];
    Seq first = 0;
    for (qsizetype i = 0; i < count; ++i) {
        MessagePosted posted{MessageContent{texts.value(i)}, {}, post.editedAt};
        const QString part = i == 0 ? QString() : QStringLiteral("#%1").arg(i);
        posted.clientId = derivedId(QString(m_room.key % u'/' % post.key % part));
        if (const Seq replied = m_numbers.value(post.replyTo); replied != 0)
            posted.replyTo = replied;
        if (const QList<File> files = post.files.mid(i * most, most); !files.isEmpty())
            posted.files = files;
        if (i == 0 && !post.mentions.isEmpty())
            posted.mentions = post.mentions;
        if (Status done = give(post.by, post.at, std::move(posted)); !done)
            return done;
        first = i == 0 ? m_last : first;
    }
    m_numbers.insert(post.key, first);
    return addReactions(post, first);
}

} // namespace confab::imported
