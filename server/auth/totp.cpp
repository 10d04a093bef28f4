// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/totp.h"

#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QtEndian>

#include <sodium.h>

#include <array>

namespace confab::totp {

namespace {

constexpr qsizetype secretBytes = 20;
constexpr qint64 stepMs = 30'000;
constexpr int digitsOfCode = 6;
/// Steps before and behind the present one (RFC 6238, 5.2, allows one for the network's delay).
constexpr qint64 window = 1;
/// Of names in a URI: a QR code of it stays readable for a phone's camera.
constexpr qsizetype longestName = 60;

bool areSame(const QByteArray& one, const QByteArray& other) {
    return one.size() == other.size() && sodium_memcmp(one.constData(), other.constData(), size_t(one.size())) == 0;
}

QString escaped(const QString& name) {
    return QString::fromLatin1(QUrl::toPercentEncoding(name.left(longestName)));
}

} // namespace

QByteArray newSecret() {
    QByteArray secret(secretBytes, Qt::Uninitialized);
    randombytes_buf(secret.data(), size_t(secretBytes));
    return secret;
}

qint64 stepAt(UtcTime now) {
    return now.ms / stepMs;
}

QString codeAt(const QByteArray& secret, qint64 step, int digits) {
    std::array<char, sizeof(qint64)> counter{};
    qToBigEndian(step, counter.data());
    const QByteArray mac =
        QMessageAuthenticationCode::hash(QByteArray(counter.data(), counter.size()), secret, QCryptographicHash::Sha1);
    // Dynamic truncation (RFC 4226, 5.3).
    const int offset = mac.back() & 0xf;
    quint32 number = qFromBigEndian<quint32>(mac.constData() + offset) & 0x7fffffff;
    QString code;
    for (int i = 0; i < digits; ++i, number /= 10)
        code.prepend(QChar(u'0' + number % 10));
    return code;
}

std::optional<qint64> stepOf(const Secret& code, const QByteArray& secret, qint64 used, UtcTime now) {
    const QByteArray given = QString(code.value).remove(u' ').toUtf8();
    std::optional<qint64> found;
    for (qint64 step = stepAt(now) - window; step <= stepAt(now) + window; ++step) {
        const bool isSame = areSame(given, codeAt(secret, step, digitsOfCode).toLatin1());
        if (isSame && step > used && !found)
            found = step;
    }
    return found;
}

QString base32(const QByteArray& bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QString text;
    quint32 bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | quint8(byte);
        for (count += 8; count >= 5; count -= 5)
            text.append(QLatin1Char(alphabet[bits >> (count - 5) & 31]));
    }
    if (count > 0)
        text.append(QLatin1Char(alphabet[bits << (5 - count) & 31]));
    return text;
}

Secret uriOf(const QByteArray& secret, const QString& issuer, const QString& account) {
    return Secret{QString(u"otpauth://totp/" % escaped(issuer) % u':' % escaped(account) % u"?secret=" %
                          base32(secret) % u"&issuer=" % escaped(issuer))};
}

} // namespace confab::totp
