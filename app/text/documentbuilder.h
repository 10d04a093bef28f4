// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/text/document.h"
#include "app/text/sourcetext.h"

#include <md4c.h>

namespace confab::text {

/// Makes a Document of what md4c finds in a SourceText. Each function returns whether the message is still within its
/// bounds; after false nothing more may come.
/// Thread: one. Owned by: parse().
class DocumentBuilder {
public:
    DocumentBuilder(const SourceText& source, std::span<const Mention> mentions)
        : m_source(source), m_mentions(mentions) {}

    bool enterBlock(MD_BLOCKTYPE type, const void* detail);
    bool leaveBlock(MD_BLOCKTYPE type);
    bool enterSpan(MD_SPANTYPE type, const void* detail);
    bool leaveSpan(MD_SPANTYPE type);
    /// `text` points into SourceText::utf8(), or to a constant of md4c.
    bool addText(MD_TEXTTYPE type, const char* text, MD_SIZE size);

    Document document() { return std::move(m_document); }

private:
    struct List {
        int next = 0; // number of the item; negative: bullets
        QChar delimiter;
    };
    struct OpenLink {
        QString target;
        bool picture = false;
        bool opens = false;
        qsizetype firstSpan = 0;
    };

    static QString attribute(const MD_ATTRIBUTE& attribute);
    bool isEscapedBar(const char* text) const;
    void begin(Block::Kind kind);
    void beginCode(const MD_BLOCK_CODE_DETAIL& detail);
    void finish();
    void beginItem();
    void openLink(const MD_ATTRIBUTE& target, bool picture);
    void closeLink();
    void append(const QString& text);

    const SourceText& m_source;
    std::span<const Mention> m_mentions;
    Document m_document;
    QList<List> m_lists;
    QList<OpenLink> m_links;
    Block m_block;
    QString m_marker;    // of an item whose first block has not begun
    bool m_open = false; // m_block is being filled
    bool m_fresh = true; // the next span does not continue the last one
    int m_quotes = 0;
    int m_bold = 0, m_italic = 0, m_strike = 0, m_code = 0;
    qsizetype m_spans = 0;
    bool m_afterGap = true; // a paragraph's distance is above the next block
};

} // namespace confab::text
