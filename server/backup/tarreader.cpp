// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/tarreader.h"

#include <algorithm>

namespace confab {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

Error damaged(qint64 at, const QString& how) {
    return Error(ErrorKind::InputInvalid,
                 QStringLiteral("The backup is damaged at byte %1: %2.").arg(QString::number(at), how));
}

bool areZeros(const QByteArray& bytes) {
    return std::ranges::all_of(bytes, [](char byte) { return byte == 0; });
}

} // namespace

Result<QByteArray> TarReader::take(qint64 bytes) {
    QByteArray taken = m_from.read(bytes);
    if (taken.size() != bytes)
        return fail(damaged(m_at + taken.size(), QStringLiteral("it ends there, and should go on")));
    m_at += bytes;
    return taken;
}

Status TarReader::skipPadding() {
    const qint64 at = m_at;
    const Result<QByteArray> zeros = take(std::exchange(m_padding, 0));
    if (!zeros)
        return fail(zeros.error());
    return areZeros(*zeros) ? Status() : fail(damaged(at, QStringLiteral("something stands between two files")));
}

Result<std::optional<tar::Member>> TarReader::next() {
    if (Status skipped = skipPadding(); !skipped)
        return fail(std::move(skipped.error()));
    const qint64 at = m_at;
    const Result<QByteArray> block = take(tar::blockBytes);
    if (!block)
        return fail(block.error());
    if (areZeros(*block)) {
        const Result<QByteArray> last = take(tar::blockBytes);
        if (!last)
            return fail(last.error());
        if (!areZeros(*last) || !m_from.read(1).isEmpty())
            return fail(damaged(at, QStringLiteral("something follows its end")));
        return std::optional<tar::Member>();
    }
    const Result<tar::Member> member = tar::parseHeader(*block);
    if (!member)
        return fail(damaged(at, at == 0 ? QStringLiteral("it does not begin as a backup does")
                                        : QStringLiteral("what says which file follows is not right")));
    m_left = member->bytes;
    m_padding = tar::padding(member->bytes);
    return std::optional(*member);
}

Result<QByteArray> TarReader::read() {
    Result<QByteArray> piece = take(std::min(m_left, pieceBytes));
    if (piece)
        m_left -= piece->size();
    return piece;
}

} // namespace confab
