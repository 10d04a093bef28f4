// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/errorwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace confab::models {

namespace {

constexpr std::array sentences{
    // common/core/error.cpp
    QT_TRANSLATE_NOOP("Errors", "Sign in first"),
    QT_TRANSLATE_NOOP("Errors", "The e-mail address or the password is wrong"),
    QT_TRANSLATE_NOOP("Errors", "The session has expired"),
    QT_TRANSLATE_NOOP("Errors", "Too many attempts; wait a moment"),
    QT_TRANSLATE_NOOP("Errors", "Enter a code of your second factor"),
    QT_TRANSLATE_NOOP("Errors", "The code is wrong or was used already"),
    QT_TRANSLATE_NOOP("Errors", "An account with this e-mail address already exists"),
    QT_TRANSLATE_NOOP("Errors", "This server does not accept new accounts"),
    QT_TRANSLATE_NOOP("Errors", "There is no such room"),
    QT_TRANSLATE_NOOP("Errors", "You are not a member of this room"),
    QT_TRANSLATE_NOOP("Errors", "The room's password is wrong"),
    QT_TRANSLATE_NOOP("Errors", "The room is full"),
    QT_TRANSLATE_NOOP("Errors", "Your role in this room does not allow this"),
    QT_TRANSLATE_NOOP("Errors", "You are banned from this room"),
    QT_TRANSLATE_NOOP("Errors", "You can't write in this room for now"),
    QT_TRANSLATE_NOOP("Errors", "This person does not take messages from you"),
    QT_TRANSLATE_NOOP("Errors", "This invitation does not exist or has ended"),
    QT_TRANSLATE_NOOP("Errors", "Only administrators of this server may do that"),
    QT_TRANSLATE_NOOP("Errors", "The last administrator keeps the role"),
    QT_TRANSLATE_NOOP("Errors", "The account is disabled: enable it first"),
    QT_TRANSLATE_NOOP("Errors", "The message is too long"),
    QT_TRANSLATE_NOOP("Errors", "The message is empty"),
    QT_TRANSLATE_NOOP("Errors", "The file is too large"),
    QT_TRANSLATE_NOOP("Errors", "There is no space left for your files"),
    QT_TRANSLATE_NOOP("Errors", "There is no such file"),
    QT_TRANSLATE_NOOP("Errors", "Too fast; wait a moment"),
    QT_TRANSLATE_NOOP("Errors", "The server is busy; try again in a moment"),
    QT_TRANSLATE_NOOP("Errors", "The server is about to stop; reconnect"),
    QT_TRANSLATE_NOOP("Errors", "The connection was lost"),
    QT_TRANSLATE_NOOP("Errors", "The server did not answer in time"),
    QT_TRANSLATE_NOOP("Errors", "Not available"),
    // the server's, where it says more than that
    QT_TRANSLATE_NOOP("Errors", "The room is archived"),
    QT_TRANSLATE_NOOP("Errors", "There is a second factor already: switch it off first"),
    QT_TRANSLATE_NOOP("Errors", "No second factor is on"),
    QT_TRANSLATE_NOOP("Errors", "Only its author can edit a message"),
    QT_TRANSLATE_NOOP("Errors", "This message has had %1 versions, which is the limit"),
    QT_TRANSLATE_NOOP("Errors", "The room has %1 pinned messages, which is the limit"),
    QT_TRANSLATE_NOOP("Errors", "A room has at most %1 webhooks"),
    QT_TRANSLATE_NOOP("Errors", "A room needs an owner: make somebody else an owner first"),
    QT_TRANSLATE_NOOP("Errors", "The room has %1 bans, which is the limit"),
    QT_TRANSLATE_NOOP("Errors", "The room has %1 muted people, which is the limit"),
    QT_TRANSLATE_NOOP("Errors", "You block %1 people, which is the limit"),
    QT_TRANSLATE_NOOP("Errors", "What a bot may do is said by its rights"),
    QT_TRANSLATE_NOOP("Errors", "This room is in slow mode; wait a moment"),
    QT_TRANSLATE_NOOP("Errors", "The room has %1 invitations, which is the limit"),
    QT_TRANSLATE_NOOP("Errors", "A new account needs an invitation"),
    QT_TRANSLATE_NOOP("Errors", "A bot leaves by bot.remove, and a webhook by hook.remove"),
    QT_TRANSLATE_NOOP("Errors", "A bot has no direct conversations"),
    QT_TRANSLATE_NOOP("Errors", "You are in %1 rooms, which is the limit. Leave one of them first."),
    QT_TRANSLATE_NOOP("Errors", "A direct conversation can't be left"),
    QT_TRANSLATE_NOOP("Errors", "Too many uploads are not finished"),
    QT_TRANSLATE_NOOP("Errors", "The database could not store this."),
    // app/client, app/store, app/models
    QT_TRANSLATE_NOOP("Errors", "You were signed out"),
    QT_TRANSLATE_NOOP("Errors", "The server asks you to sign in again"),
    QT_TRANSLATE_NOOP("Errors", "The connection was too slow"),
    QT_TRANSLATE_NOOP("Errors", "The server is restarting"),
    QT_TRANSLATE_NOOP("Errors", "The server closed the connection: too many requests at once"),
    QT_TRANSLATE_NOOP("Errors", "The server stopped responding"),
    QT_TRANSLATE_NOOP("Errors", "This is too long to be sent"),
    QT_TRANSLATE_NOOP("Errors", "Please sign in again"),
    QT_TRANSLATE_NOOP("Errors", "The server wants to lead elsewhere for its files"),
    QT_TRANSLATE_NOOP("Errors", "Drafts can't be saved in %1: %2"),
    QT_TRANSLATE_NOOP("Errors", "Another search began"),
    QT_TRANSLATE_NOOP("Errors", "The way to the server refused the file with the status %1"),
    QT_TRANSLATE_NOOP("Errors", "Unsent messages can't be saved in %1: %2"),
    QT_TRANSLATE_NOOP("Errors", "What was kept in %1 can't be read (%2). It is begun anew"),
    QT_TRANSLATE_NOOP("Errors", "The file can't be written: %1"),
    QT_TRANSLATE_NOOP("Errors", "The file %1 can't be changed: %2."),
    QT_TRANSLATE_NOOP("Errors", "%1 can't be written: %2"),
    QT_TRANSLATE_NOOP("Errors", "The picture can't be read"),
    QT_TRANSLATE_NOOP("Errors", "%1 can't be read"),
    QT_TRANSLATE_NOOP("Errors", "%1 is not a file"),
    QT_TRANSLATE_NOOP("Errors", "%1 was changed while it was being sent"),
    QT_TRANSLATE_NOOP("Errors", "Too many changes are waiting to be sent"),
    QT_TRANSLATE_NOOP("Errors", "Too many messages are waiting to be sent"),
    QT_TRANSLATE_NOOP("Errors", "This message was written for another server, which had the same address"),
    QT_TRANSLATE_NOOP("Errors", "This message may have been sent already"),
    QT_TRANSLATE_NOOP("Errors", "A file of it can't be sent any more. Attach it again"),
    QT_TRANSLATE_NOOP("Errors", "Confab was closed before all of its files were on the server. Attach them again"),
    QT_TRANSLATE_NOOP("Errors", "This picture is damaged, and the place where it was taken can't be removed from it"),
    QT_TRANSLATE_NOOP("Errors", "This picture is too large to be sent"),
    QT_TRANSLATE_NOOP("Errors", "This file is too large. The server takes files of up to %1"),
    QT_TRANSLATE_NOOP("Errors", "This file is too large for the server"),
    QT_TRANSLATE_NOOP("Errors", "The server has no space left for your files. Delete messages with files that nobody "
                                "needs any more, and try again"),
    QT_TRANSLATE_NOOP("Errors", "This file is not on the server any more"),
};

/// What stands for %1 and %2 in an English sentence, in that order; nothing when it is another sentence.
QStringList valuesIn(const QString& message, const QString& sentence) {
    static const QRegularExpression place(QStringLiteral(R"(\\%[1-9])"));
    const QString pattern = QRegularExpression::escape(sentence).replace(place, QStringLiteral("(.+)"));
    const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern),
                                   QRegularExpression::DotMatchesEverythingOption);
    return whole.match(message).capturedTexts().mid(1);
}

} // namespace

QString errorWords(const QString& message) {
    for (const char* text : sentences) {
        const QString sentence = QString::fromUtf8(text);
        if (!sentence.contains(u'%')) {
            if (message == sentence)
                return QCoreApplication::translate("Errors", text);
            continue;
        }
        const QStringList values = valuesIn(message, sentence);
        if (values.size() == 1)
            return QCoreApplication::translate("Errors", text).arg(values[0]);
        if (values.size() == 2)
            return QCoreApplication::translate("Errors", text).arg(values[0], values[1]);
    }
    return message;
}

} // namespace confab::models
