// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/shape.h"

#include "common/protocol/limits.h"

#include <QCborStreamReader>

namespace confab {

namespace {

tl::unexpected<Error> notParsed(const char* why) {
    return fail(Error(ErrorKind::ParseError, QString::fromLatin1(why)));
}

/// Checks one frame in one pass.
/// Thread: any. Owned by: checkCborShape().
class CborWalk {
public:
    explicit CborWalk(const QByteArray& bytes)
        : m_reader(bytes), m_size(bytes.size()), m_containersLeft(m_size / limits::bytesPerContainer + 1) {}

    /// Null, or why the frame is refused.
    const char* run() {
        if (const char* problem = value(0))
            return problem;
        return m_reader.currentOffset() == m_size ? nullptr : "Not CBOR: bytes follow the value";
    }

private:
    const char* value(int depth) {
        switch (m_reader.type()) {
        case QCborStreamReader::Array:
        case QCborStreamReader::Map:
            return container(depth + 1);
        case QCborStreamReader::UnsignedInteger:
        case QCborStreamReader::NegativeInteger:
        case QCborStreamReader::Float16:
        case QCborStreamReader::Float:
        case QCborStreamReader::Double:
        case QCborStreamReader::String:
            return skip();
        case QCborStreamReader::SimpleType:
            return m_reader.isBool() || m_reader.isNull() || m_reader.isUndefined()
                       ? skip()
                       : "Only false, true, null and undefined are accepted";
        case QCborStreamReader::Tag:
        case QCborStreamReader::ByteArray:
            return "Tags and byte strings are not accepted";
        case QCborStreamReader::Invalid:
            break;
        }
        return "Not CBOR";
    }

    const char* container(int depth) {
        if (depth > limits::frameDepth)
            return "Nested too deeply";
        if (m_containersLeft-- == 0)
            return "Too many objects and lists for this size";
        // A reader allocates for the claimed number of items at once: each takes a byte at least.
        if (m_reader.isLengthKnown() && m_reader.length() > quint64(m_size))
            return "Not CBOR: the data ends too early";
        const bool isMap = m_reader.isMap();
        if (!m_reader.enterContainer())
            return "Not CBOR";
        for (qsizetype members = 0; m_reader.hasNext(); ++members) {
            if (isMap) {
                if (members == limits::membersPerObject)
                    return "Too many members";
                if (!m_reader.isString())
                    return "Keys must be texts";
                if (const char* problem = skip())
                    return problem;
            }
            if (const char* problem = value(depth))
                return problem;
        }
        return m_reader.leaveContainer() ? nullptr : "Not CBOR";
    }

    const char* skip() { return m_reader.next() ? nullptr : "Not CBOR"; }

    QCborStreamReader m_reader;
    const qsizetype m_size;
    qsizetype m_containersLeft;
};

} // namespace

Status checkJsonShape(const QByteArray& bytes) {
    int depth = 0;
    bool inText = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inText) {
            if (c == '\\')
                ++i; // the escaped character does not end the text
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limits::frameDepth)
                return notParsed("Nested too deeply");
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return {};
}

Status checkCborShape(const QByteArray& bytes) {
    CborWalk walk(bytes);
    if (const char* problem = walk.run())
        return notParsed(problem);
    return {};
}

} // namespace confab
