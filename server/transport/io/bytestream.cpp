// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/bytestream.h"

#include "server/transport/tls/tlsstream.h"

#ifdef Q_OS_UNIX
#include "server/transport/io/plainstream.h"
#else
#include "server/transport/io/qtstream.h"
#endif

namespace confab {

std::unique_ptr<ByteStream> makeByteStream(qintptr descriptor, const TlsContext* tls) {
#ifdef Q_OS_UNIX
    std::unique_ptr<ByteStream> plain = PlainStream::over(int(descriptor));
#else
    std::unique_ptr<ByteStream> plain = QtStream::over(descriptor);
#endif
    return plain && tls ? TlsStream::over(std::move(plain), *tls) : std::move(plain);
}

} // namespace confab
