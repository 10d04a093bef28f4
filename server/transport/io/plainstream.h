// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/bytestream.h"

#include <QSocketNotifier>

namespace confab {

/// A socket of a Unix, straight: no buffer of its own on either side, so an idle one costs few bytes, and the shared
/// bytes of a frame go to the system as they are. (Measured: QTcpSocket and QWebSocket took 20 KB for each connection.)
/// Thread: its io thread. Owned by: the peer that reads it.
class PlainStream final : public ByteStream {
public:
    static std::unique_ptr<ByteStream> over(int descriptor);
    ~PlainStream() override { PlainStream::close(); }

    qint64 read(char* to, qint64 most) override;
    qint64 write(std::span<const QByteArrayView> pieces) override;
    void tellWhenWritable() override;
    void pauseReading(bool paused) override;
    qint64 waiting() const override { return 0; }
    void finishWriting() override;
    bool finish() override {
        closeDescriptor();
        return true;
    }
    void close() override;
    qintptr descriptor() const override { return m_descriptor; }

private:
    PlainStream(int descriptor, QHostAddress peer);

    void closeDescriptor();

    int m_descriptor;
    bool m_sawEnd = false; // of the peer
    QSocketNotifier m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier; // made for the first slow moment
};

} // namespace confab
