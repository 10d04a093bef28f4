// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/linkmail.h"

#include "server/api/links/limits.h"

#include <QRandomGenerator>

#include <array>

namespace confab::links {

QByteArray randomToken() {
    std::array<quint32, 4> words;
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

LinkMail::LinkMail(int ioThreads) : m_run(randomToken()), m_boxes(size_t(ioThreads)) {}

QByteArray LinkMail::newToken(quint16 io) const {
    return m_run + '.' + QByteArray::number(io) + '.' + randomToken();
}

std::optional<quint16> LinkMail::homeOf(QByteArrayView token) const {
    const QList<QByteArray> parts = token.toByteArray().split('.');
    bool isNumber = false;
    const ushort io = parts.value(1).toUShort(&isNumber);
    const bool isOurs = parts.size() == 3 && parts[0] == m_run && isNumber && io < m_boxes.size();
    return isOurs && parts[2].size() == randomToken().size() ? std::optional<quint16>(io) : std::nullopt;
}

void LinkMail::attach(quint16 io, Handler handler) {
    Box& box = m_boxes[io];
    box.handler = std::move(handler);
    box.home = std::make_unique<QObject>();
    box.letters =
        std::make_unique<Mailbox<Letter>>(box.home.get(), limits::waitingLetters, [&box](std::vector<Letter>& batch) {
            for (Letter& letter : batch) {
                if (box.handler)
                    box.handler(letter);
            }
        });
}

void LinkMail::detach(quint16 io) {
    m_boxes[io].handler = nullptr;
}

bool LinkMail::tryPost(quint16 to, Letter letter) {
    return m_boxes[to].letters->tryPost(std::move(letter));
}

void LinkMail::reply(quint16 to, LinkReply reply) {
    m_boxes[to].letters->post(std::move(reply));
}

} // namespace confab::links
