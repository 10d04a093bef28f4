// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/bytestream.h"

#include "server/transport/qt/qtstream.h"
#include "server/transport/tls/tlsstream.h"

#ifdef Q_OS_UNIX
#include "server/transport/io/plainstream.h"
#endif

namespace confab {

namespace {

std::unique_ptr<ByteStream> makePlain(TransportKind kind, qintptr descriptor) {
#ifdef Q_OS_UNIX
    if (kind == TransportKind::Native)
        return PlainStream::over(int(descriptor));
#else
    Q_UNUSED(kind);
#endif
    return QtStream::over(descriptor);
}

} // namespace

std::unique_ptr<ByteStream> makeByteStream(TransportKind kind, qintptr descriptor, const TlsContext* tls) {
    std::unique_ptr<ByteStream> plain = makePlain(kind, descriptor);
    return plain && tls ? TlsStream::over(std::move(plain), *tls) : std::move(plain);
}

} // namespace confab
