// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/secretseal.h"

#include "server/auth/totp.h"

#include <QCryptographicHash>

#include <memory>

#include <qrencode.h>
#include <sodium.h>

namespace confab {

namespace {

constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype recoveryBytes = 10;
constexpr int groupChars = 4; // of a recovery code, so that people can read it

const unsigned char* bytesOf(const QByteArray& array) {
    return reinterpret_cast<const unsigned char*>(array.constData());
}

} // namespace

QByteArray SecretSeal::seal(const QByteArray& plain, const QByteArray& context) const {
    QByteArray sealed(nonceBytes + plain.size() + tagBytes, Qt::Uninitialized);
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(out, size_t(nonceBytes));
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out + nonceBytes, nullptr, bytesOf(plain), static_cast<unsigned long long>(plain.size()), bytesOf(context),
        static_cast<unsigned long long>(context.size()), nullptr, out, bytesOf(m_key));
    return sealed;
}

std::optional<QByteArray> SecretSeal::open(const QByteArray& sealed, const QByteArray& context) const {
    if (sealed.size() < nonceBytes + tagBytes)
        return std::nullopt;
    QByteArray plain(sealed.size() - nonceBytes - tagBytes, Qt::Uninitialized);
    const bool isGenuine =
        crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, bytesOf(sealed) + nonceBytes,
            static_cast<unsigned long long>(sealed.size() - nonceBytes), bytesOf(context),
            static_cast<unsigned long long>(context.size()), bytesOf(sealed), bytesOf(m_key)) == 0;
    return isGenuine ? std::optional(plain) : std::nullopt;
}

QList<Secret> newRecoveryCodes(int count) {
    QList<Secret> codes;
    for (int i = 0; i < count; ++i) {
        QByteArray random(recoveryBytes, Qt::Uninitialized);
        randombytes_buf(random.data(), size_t(recoveryBytes));
        QString code = totp::base32(random);
        for (qsizetype at = code.size() - groupChars; at > 0; at -= groupChars)
            code.insert(at, u'-');
        codes.append(Secret{code});
    }
    return codes;
}

QByteArray recoveryHash(const Secret& code) {
    QString plain = code.value.toUpper();
    plain.removeIf([](QChar c) { return c == u'-' || c.isSpace(); });
    return QCryptographicHash::hash(QByteArray("recovery " + plain.toUtf8()), QCryptographicHash::Sha256);
}

QList<Secret> qrRows(const Secret& text) {
    const QByteArray utf8 = text.value.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(int(utf8.size()), bytesOf(utf8), 0, QR_ECLEVEL_M), &QRcode_free);
    QList<Secret> rows;
    for (int y = 0; code && y < code->width; ++y) {
        QString row;
        for (int x = 0; x < code->width; ++x)
            row.append((code->data[y * code->width + x] & 1) != 0 ? u'1' : u'0');
        rows.append(Secret{row});
    }
    return rows;
}

} // namespace confab
