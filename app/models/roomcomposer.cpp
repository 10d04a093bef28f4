// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomcomposer.h"

#include "app/client/client.h"
#include "app/client/messageactions.h"
#include "app/client/outboxfile.h"
#include "app/client/threadmessages.h"
#include "app/models/isolated.h"
#include "app/models/messageview.h"

namespace confab::models {

RoomComposer::RoomComposer(client::Client& client, Drafts& drafts, Attachments& attachments)
    : m_client(client), m_drafts(drafts), m_attachments(attachments), m_slowMode(client) {
    connect(&client.typing(), &client::Typing::changed, this, [this](RoomId id) {
        if (id == room())
            updateTyping();
    });
    connect(&client.people(), &client::UserDirectory::nameChanged, this, &RoomComposer::updateTyping);
    connect(&client.people(), &client::UserDirectory::nameChanged, this, &RoomComposer::quoteChanged);
    connect(&drafts, &Drafts::replaced, this, [this](RoomId in, Seq thread) {
        if (in != room() || thread != m_first)
            return;
        Q_EMIT modeChanged();
        Q_EMIT quoteChanged();
        Q_EMIT draftChanged();
    });
}

/// What is written about: of the thread, else of the room.
RoomId RoomComposer::room() const {
    return m_room ? m_room->id() : RoomId();
}

client::Timeline& RoomComposer::rows() const {
    return m_thread ? m_thread->timeline() : m_room->timeline();
}

void RoomComposer::show(client::OpenRoom* room, client::ThreadMessages* thread, Seq first) {
    m_attachments.show(room ? room->id() : RoomId(), first);
    m_slowMode.show(room ? room->id() : RoomId());
    if (m_room) {
        rows().disconnect(this);
        m_room->quotes().disconnect(this);
    }
    m_room = room;
    m_thread = thread;
    m_first = first;
    if (room) {
        connect(&rows(), &client::Rows::changed, this, &RoomComposer::rowsChanged);
        connect(&room->quotes(), &client::ReplyQuotes::changed, this, &RoomComposer::quoteChanged);
    }
    Q_EMIT modeChanged();
    Q_EMIT quoteChanged();
    Q_EMIT draftChanged();
    updateTyping();
}

bool RoomComposer::send(const QString& text) {
    if (!m_room || m_room->fullAt())
        return false;
    if (edited() > 0)
        return sendEdit(text.trimmed());
    const Seq answered = replied();
    const std::optional<Seq> replyTo = answered ? std::optional(answered) : std::nullopt;
    Q_EMIT answering(!m_thread.isNull());
    const QList<client::OutgoingFile> files = m_attachments.files();
    const QList<UserId> meant = m_drafts.meantIn(room(), text);
    const Result<QString> queued = m_thread ? m_thread->send(text.trimmed(), replyTo, files, meant)
                                            : m_room->send(text.trimmed(), replyTo, files, meant);
    Q_EMIT answering(false);
    if (!queued) {
        Q_EMIT refused(queued.error());
        return false;
    }
    m_attachments.handedOver();
    m_drafts.forgetMentions(room());
    m_client.typing().stopped(room());
    setReply(0);
    Q_EMIT sent();
    return true;
}

// ---- answering and editing ---------------------------------------------------------------------------------------

/// As the user sees it; nothing when it is not loaded, or deleted.
std::optional<Message> RoomComposer::message(Seq seq) const {
    const int row = m_room && seq > 0 ? rows().rowOfSeq(seq) : -1;
    const Message* known = row < 0 ? nullptr : rows().at(row).message();
    if (!known && m_room && seq > 0)
        known = m_room->quotes().find(seq);
    if (!known)
        return std::nullopt;
    Message shown = m_client.actions().shown(*known);
    return shown.deletedAt ? std::nullopt : std::optional(std::move(shown));
}

void RoomComposer::reply(double seq) {
    if (!message(Seq(seq)))
        return;
    setEditing(0, {});
    setReply(Seq(seq));
}

void RoomComposer::setReply(Seq seq) {
    if (replied() == seq)
        return;
    m_drafts.setReplyTo(room(), m_first, seq);
    Q_EMIT modeChanged();
    Q_EMIT quoteChanged();
}

QString RoomComposer::replyAuthor() const {
    const std::optional<Message> quoted = message(replied());
    return quoted ? m_client.people().name(quoted->by) : QString();
}

double RoomComposer::replyBy() const {
    const std::optional<Message> quoted = message(replied());
    return quoted ? double(quoted->by.value) : 0;
}

QString RoomComposer::replyText() const {
    const std::optional<Message> quoted = message(replied());
    return quoted ? oneLine(*quoted) : QString();
}

QString RoomComposer::replyPicture() const {
    const std::optional<Message> quoted = message(replied());
    return quoted ? smallPicture(*quoted) : QString();
}

bool RoomComposer::edit(double seq) {
    const std::optional<Message> own = message(Seq(seq));
    if (!own || own->by != m_client.session().user().id)
        return false;
    setEditing(Seq(seq), own->body);
    return true;
}

bool RoomComposer::editLast() {
    for (int row = 0; m_room && row < rows().count(); ++row) {
        const client::TimelineEntry& entry = rows().at(row);
        if (entry.isMessage() && entry.seq() > 0 && entry.by() == m_client.session().user().id &&
            edit(double(entry.seq())))
            return true;
    }
    return false;
}

void RoomComposer::setEditing(Seq seq, const QString& text) {
    if (edited() == seq && m_drafts.edit(room(), m_first) == text)
        return;
    m_drafts.setEditing(room(), m_first, seq, text);
    Q_EMIT modeChanged();
    Q_EMIT quoteChanged();
    Q_EMIT draftChanged();
}

/// Who was chosen for the new text, with those of other names whom the message mentioned; none: as before.
QList<UserId> RoomComposer::meantBy(const QString& text, const std::optional<Message>& before) {
    QList<UserId> meant = m_drafts.meantIn(room(), text);
    if (meant.isEmpty() || !before || !before->mentions)
        return meant;
    const auto nameOf = [this](UserId user) { return m_client.people().name(user).toCaseFolded(); };
    QSet<QString> chosen;
    for (const UserId user : std::as_const(meant))
        chosen.insert(nameOf(user));
    for (const UserId user : *before->mentions) {
        if (meant.size() < limits::mentionsListed && !chosen.contains(nameOf(user)))
            meant.append(user);
    }
    return meant;
}

/// A message that is not loaded, after a start with a draft of old, is changed as well.
bool RoomComposer::sendEdit(const QString& text) {
    const std::optional<Message> own = message(edited());
    const bool isSame = own && own->body == text;
    const Status changed = isSame ? Status() : m_client.actions().edit(room(), edited(), text, meantBy(text, own));
    if (!changed) {
        Q_EMIT refused(changed.error());
        return false;
    }
    m_drafts.forgetMentions(room());
    setEditing(0, {});
    return true;
}

bool RoomComposer::cancel() {
    if (edited() > 0) {
        setEditing(0, {});
        return true;
    }
    const bool replying = replied() > 0;
    setReply(0);
    return replying;
}

/// Whether the message is loaded, and deleted.
bool RoomComposer::isDeleted(Seq seq) const {
    const int row = m_room && seq > 0 ? rows().rowOfSeq(seq) : -1;
    const Message* known = row < 0 ? nullptr : rows().at(row).message();
    return known && m_client.actions().shown(*known).deletedAt;
}

/// A message that is answered or edited here may have been deleted, or have another text.
void RoomComposer::rowsChanged() {
    if (isDeleted(edited()))
        setEditing(0, {});
    Q_EMIT quoteChanged();
}

// ---- the draft, and who is typing --------------------------------------------------------------------------------

QString RoomComposer::draft() const {
    return edited() > 0 ? m_drafts.edit(room(), m_first) : m_drafts.of(room(), m_first);
}

void RoomComposer::setDraft(const QString& draft) {
    if (!m_room || draft == this->draft())
        return;
    if (edited() > 0) {
        m_drafts.setEditing(room(), m_first, edited(), draft);
        return Q_EMIT draftChanged();
    }
    m_drafts.set(room(), draft, m_first);
    if (draft.trimmed().isEmpty())
        m_client.typing().stopped(room());
    else
        m_client.typing().typed(room());
    Q_EMIT draftChanged();
}

void RoomComposer::updateTyping() {
    QStringList names;
    for (const UserId id : m_client.typing().typists(room())) {
        if (const QString name = m_client.people().name(id); !name.isEmpty())
            names << name;
    }
    QString text;
    if (names.size() == 1)
        text = tr("%1 is typing").arg(isolated(names[0]));
    else if (names.size() == 2)
        text = tr("%1 and %2 are typing").arg(isolated(names[0]), isolated(names[1]));
    else if (names.size() > 2)
        text = tr("Several people are typing");
    if (text == m_typingText)
        return;
    m_typingText = text;
    Q_EMIT typingTextChanged();
}

} // namespace confab::models
