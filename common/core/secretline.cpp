// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/secretline.h"

#include <QFile>

namespace confab {

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf"); // some editors write it at the start of a file

tl::unexpected<Error> refused(const QString& why) {
    return fail(Error::invalid(QStringLiteral("password"), why));
}

} // namespace

Result<Secret> secretFromLine(QByteArrayView line, qsizetype mostBytes) {
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.startsWith(byteOrderMark))
        line = line.sliced(byteOrderMark.size());
    if (line.isEmpty())
        return refused(QStringLiteral("The password is empty."));
    if (line.size() > mostBytes)
        return refused(QStringLiteral("The password is too long: it may have at most %1 bytes.").arg(mostBytes));
    if (!line.isValidUtf8())
        return refused(QStringLiteral("The password is not valid UTF-8 text. Save or type it as UTF-8."));
    if (line.contains('\0'))
        return refused(QStringLiteral("The password contains a NUL byte. It has to be one line of text."));
    return Secret{QString::fromUtf8(line)};
}

Result<Secret> readSecretLine(QIODevice& device, qsizetype mostBytes) {
    // Byte by byte: the bytes after the line belong to another reader, for example the messages of a script.
    QByteArray line;
    char byte = 0;
    qint64 count = 0;
    const qsizetype withEnds = mostBytes + byteOrderMark.size() + 1; // and a CR
    while (line.size() <= withEnds && (count = device.read(&byte, 1)) == 1 && byte != '\n')
        line.append(byte);
    if (count < 0)
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("The password can't be read: %1.").arg(device.errorString())));
    return secretFromLine(line, mostBytes);
}

Result<Secret> readSecret(int descriptor, qsizetype mostBytes) {
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("File descriptor %1 can't be read. Open it in the shell, for example "
                                         "%1<password-file.")
                              .arg(descriptor)));
    return readSecretLine(file, mostBytes);
}

} // namespace confab
