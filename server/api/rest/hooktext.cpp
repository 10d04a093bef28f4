// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/hooktext.h"

#include "common/protocol/fieldreading.h"

#include <QUrlQuery>

namespace confab::rest {

namespace {

// Senders put a table or some alerts into one message, not a page of them.
constexpr int mostAttachments = 20;

/// A block of a message, as Slack's first senders write them.
struct HookAttachment {
    std::optional<QString> title;
    std::optional<QString> text;
    std::optional<QString> fallback; ///< the same for who can't show the others
    template <class Self = HookAttachment>
    static constexpr auto fields() {
        return std::tuple{field("title", &Self::title, {0, limits::frameBytes}),
                          field("text", &Self::text, {0, limits::frameBytes}),
                          field("fallback", &Self::fallback, {0, limits::frameBytes})};
    }
};

/// Everything else that such senders say (channel, username, icon_emoji, …) is not looked at.
struct HookMessage {
    std::optional<QString> text;
    std::optional<QList<HookAttachment>> attachments;
    template <class Self = HookMessage>
    static constexpr auto fields() {
        return std::tuple{field("text", &Self::text, {0, limits::frameBytes}),
                          field("attachments", &Self::attachments, {0, mostAttachments})};
    }
};

QString textOf(const HookAttachment& attachment) {
    QStringList lines{attachment.title.value_or(QString()), attachment.text.value_or(QString())};
    lines.removeAll(QString());
    return lines.isEmpty() ? attachment.fallback.value_or(QString()) : lines.join(u'\n');
}

Result<QString> textOfJson(const QByteArray& json) {
    const QString body = QStringLiteral("body");
    ParsedFrame parsed;
    if (!parsed.parse(json, Codec::Json))
        return fail(Error::invalid(body, QStringLiteral("body: one JSON object with a text expected")));
    const Result<HookMessage> message = wire::decodeMap<HookMessage>(parsed.root(), body);
    if (!message)
        return fail(message.error());
    QStringList texts{message->text.value_or(QString())};
    if (message->attachments) {
        for (const HookAttachment& attachment : *message->attachments)
            texts.append(textOf(attachment));
    }
    texts.removeAll(QString());
    return texts.join(u'\n');
}

/// A form writes a space as a plus sign.
QString formField(const QUrlQuery& form, const QString& name) {
    QString value = form.queryItemValue(name, QUrl::FullyEncoded);
    value.replace(u'+', u' ');
    return QUrl::fromPercentEncoding(value.toUtf8());
}

} // namespace

Result<QString> hookText(const HttpRequest& request) {
    const QByteArray body = request.body.trimmed();
    // curl calls everything a form that it is not told about.
    if (body.startsWith('{'))
        return textOfJson(body);
    const QUrlQuery form(QString::fromUtf8(body));
    const QString payload = formField(form, QStringLiteral("payload"));
    if (!payload.isEmpty())
        return textOfJson(payload.toUtf8());
    if (form.hasQueryItem(QStringLiteral("text")))
        return formField(form, QStringLiteral("text"));
    return fail(Error::invalid(QStringLiteral("body"), QStringLiteral("body: {\"text\": …} expected")));
}

} // namespace confab::rest
