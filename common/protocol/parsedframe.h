// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/codec.h"
#include "common/protocol/framenodes.h"

namespace confab {

class FrameItems;

/// A value in a ParsedFrame, with the part of QCborValue's interface that its readers need. Absent: undefined.
/// Thread: any. Owned by: the decoder; the ParsedFrame must outlive it.
class FrameValue {
public:
    FrameValue() = default;
    FrameValue(const FrameNodes& frame, quint32 index) : m_frame(&frame), m_index(index) {}

    bool isUndefined() const { return is(FrameNode::Kind::Undefined); }
    bool isNull() const { return is(FrameNode::Kind::Null); }
    bool isBool() const { return is(FrameNode::Kind::Boolean); }
    bool isInteger() const { return is(FrameNode::Kind::Integer); }
    bool isDouble() const { return is(FrameNode::Kind::Double); }
    bool isString() const { return is(FrameNode::Kind::Text); }
    bool isArray() const { return is(FrameNode::Kind::List); }
    bool isMap() const { return is(FrameNode::Kind::Object); }

    bool toBool() const { return isBool() && node().integer != 0; }
    qint64 toInteger() const { return isInteger() ? node().integer : 0; }
    double toDouble() const { return isDouble() ? node().real : 0; }
    QString toString() const;
    /// Whether it equals this text. Does not copy.
    bool isText(std::string_view ascii) const;

    /// The size of a list or an object. Duplicate members count each.
    qsizetype size() const { return isArray() || isMap() ? node().size : 0; }
    /// The items of a list, the keys and values of an object in turn.
    FrameItems items() const;
    /// The member with this name. Of duplicates: the one that decodeFrame() takes, the first in CBOR, the last in JSON.
    FrameValue value(std::string_view name) const;

private:
    friend class FrameItems;
    const FrameNode& node() const { return m_frame->nodes[m_index]; }
    bool is(FrameNode::Kind kind) const { return (m_frame ? node().kind : FrameNode::Kind::Undefined) == kind; }

    const FrameNodes* m_frame = nullptr;
    quint32 m_index = 0;
};

/// The contents of a list or an object, for a loop.
/// Thread: any. Owned by: the decoder.
class FrameItems {
public:
    class Iterator {
    public:
        explicit Iterator(FrameValue at) : m_at(at) {}
        FrameValue operator*() const { return m_at; }
        Iterator& operator++() {
            m_at.m_index = m_at.node().next;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return m_at.m_index != other.m_at.m_index; }

    private:
        FrameValue m_at;
    };
    FrameItems(FrameValue first, FrameValue behind) : m_first(first), m_behind(behind) {}
    Iterator begin() const { return Iterator(m_first); }
    Iterator end() const { return Iterator(m_behind); }

private:
    FrameValue m_first;
    FrameValue m_behind;
};

/// One frame's bytes, parsed once: all values are in one list, and texts stay in the bytes until a reader asks for
/// them. Accepts and refuses what decodeFrame() does, without allocating a tree; for the server, which reads a call for
/// every message.
/// Thread: any. Owned by: the decoder; the bytes must outlive it.
class ParsedFrame {
public:
    /// Call once. The errors are those of decodeFrame().
    Status parse(const QByteArray& bytes, Codec codec);
    /// The frame's object.
    FrameValue root() const { return {m_nodes, 0}; }

private:
    FrameNodes m_nodes;
};

} // namespace confab
