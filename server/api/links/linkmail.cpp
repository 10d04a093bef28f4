// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/linkmail.h"

#include "server/api/links/limits.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>

namespace confab::links {

QByteArray randomToken() {
    std::array<quint32, 4> words;
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype sealBytes = 16; // 128 bits
/// Of a token: the run, the io thread and what nobody guesses; then perhaps the address and its seal.
constexpr qsizetype bareParts = 3;
constexpr qsizetype namingParts = 5;

} // namespace

LinkMail::LinkMail(int ioThreads, QByteArray key)
    : m_run(randomToken()), m_key(std::move(key)), m_boxes(size_t(ioThreads)) {}

QByteArray LinkMail::newToken(quint16 io) const {
    QByteArray token = m_run + '.' + QByteArray::number(io) + '.' + randomToken();
    if (!m_hasAddress.load(std::memory_order_acquire))
        return token;
    const QByteArray sealed = token + '.' + m_address.toBase64(base64);
    return sealed + '.' + sealOf(sealed);
}

void LinkMail::setAddress(QByteArray address, QList<QSslCertificate> certificates) {
    m_certificates = std::move(certificates);
    m_address = std::move(address);
    m_hasAddress.store(!m_address.isEmpty() && !m_key.isEmpty(), std::memory_order_release);
}

QByteArray LinkMail::sealOf(const QByteArray& sealed) const {
    const QByteArray text = "confab link " + sealed; // the key seals other things, too
    return QMessageAuthenticationCode::hash(text, m_key, QCryptographicHash::Sha256).first(sealBytes).toBase64(base64);
}

std::optional<QByteArray> LinkMail::otherNodeOf(QByteArrayView token) const {
    const QByteArray text = token.toByteArray();
    const QList<QByteArray> parts = text.split('.');
    if (m_key.isEmpty() || parts.size() != namingParts || parts[0] == m_run)
        return std::nullopt;
    const QByteArray seal = sealOf(text.left(text.lastIndexOf('.')));
    // Guessing it takes longer than any difference in time would shorten.
    return parts[4] == seal ? std::optional(QByteArray::fromBase64(parts[3], base64)) : std::nullopt;
}

std::optional<quint16> LinkMail::homeOf(QByteArrayView token) const {
    const QList<QByteArray> parts = token.toByteArray().split('.');
    bool isNumber = false;
    const ushort io = parts.value(1).toUShort(&isNumber);
    const bool isToken = parts.size() == bareParts || parts.size() == namingParts;
    const bool isOurs = isToken && parts[0] == m_run && isNumber && io < m_boxes.size();
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
