// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/bodyformat.h"
#include "app/text/document.h"
#include "app/text/markup.h"

#include <QColor>
#include <QQmlEngine>
#include <QQmlParserStatus>
#include <QSet>

namespace confab::models {

/// A part of a formatted message that one item shows.
struct BodyPiece {
    Q_GADGET
    Q_PROPERTY(int kind MEMBER kind FINAL) ///< MessageBody::Kind
    Q_PROPERTY(int quotes MEMBER quotes FINAL)
    Q_PROPERTY(int indent MEMBER indent FINAL)
    Q_PROPERTY(QString code MEMBER code FINAL) ///< of Code
    Q_PROPERTY(QString language MEMBER language FINAL)
public:
    int kind = 0;
    int quotes = 0;
    int indent = 0;
    QString code;
    QString language;
    friend bool operator==(const BodyPiece&, const BodyPiece&) = default;
};

/// What can be pressed in a message: a link or a spoiler.
struct BodySpot {
    Q_GADGET
    Q_PROPERTY(QString href MEMBER href FINAL) ///< as in the markup
    Q_PROPERTY(QString name MEMBER name FINAL) ///< for assistive technology
    Q_PROPERTY(bool spoiler MEMBER spoiler FINAL)
public:
    QString href;
    QString name;
    bool spoiler = false;
    friend bool operator==(const BodySpot&, const BodySpot&) = default;
};

/// A formatted message for the view: its pieces with their markup in the theme's colours, the spoilers that the reader
/// has opened, and what happens when a link is pressed. Only this opens links.
/// Thread: the window's. Owned by: the row.
class MessageBody : public QObject, public QQmlParserStatus {
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY parsed FINAL)
    Q_PROPERTY(QVariant mentioned READ mentioned WRITE setMentioned NOTIFY parsed FINAL) ///< MentionedNames; or none
    Q_PROPERTY(QVariantList pieces READ pieces NOTIFY parsed FINAL)                      ///< of BodyPiece
    Q_PROPERTY(QVariantList spots READ spots NOTIFY parsed FINAL)                        ///< of BodySpot
    /// Changes whenever markup() gives something else.
    Q_PROPERTY(int look READ look NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor link MEMBER m_link NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor mentionInk MEMBER m_mentionInk NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor mentionGround MEMBER m_mentionGround NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor readerInk MEMBER m_readerInk NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor readerGround MEMBER m_readerGround NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor codeGround MEMBER m_codeGround NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor spoilerGround MEMBER m_spoilerGround NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor revealedGround MEMBER m_revealedGround NOTIFY lookChanged FINAL)
    Q_PROPERTY(QString codeFamily MEMBER m_codeFamily NOTIFY lookChanged FINAL)
    Q_PROPERTY(double codeSize MEMBER m_codeSize NOTIFY lookChanged FINAL) ///< pixels
    /// Pixels between the tab stops that the markers of lists need.
    Q_PROPERTY(int tabStop READ tabStop CONSTANT FINAL)

public:
    enum Kind { Words, Code, Rule };
    Q_ENUM(Kind)

    explicit MessageBody(QObject* parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString& text);
    QVariant mentioned() const { return QVariant::fromValue(m_mentioned); }
    void setMentioned(const QVariant& mentioned);
    QVariantList pieces() const { return m_shown; }
    QVariantList spots() const { return m_spots; }
    int look() const { return m_look; }
    int tabStop() const { return text::listIndent; }

    void classBegin() override {}
    /// Parses only now: with all colours set a markup is made once.
    void componentComplete() override;

    /// The rich text of a piece of words.
    Q_INVOKABLE QString markup(int piece) const;
    /// What a press on this href of the markup does, in a few words: where it leads.
    Q_INVOKABLE QString hint(const QString& href) const;
    /// The reader pressed a link or a spoiler. A spoiler shows; a link opens, or `asked` is emitted when its text does
    /// not say where it leads.
    Q_INVOKABLE void press(const QString& href);
    /// Opens an address that isOpenable(); others do nothing. LinkOpener takes those of rooms.
    Q_INVOKABLE void open(const QString& target);
    Q_INVOKABLE void copyCode(int piece) const;

Q_SIGNALS:
    void parsed();
    void lookChanged();
    /// `destination`: the host or mail address.
    void asked(const QString& target, const QString& destination);

private:
    void parse();
    void readSpots();
    text::Palette palette() const;
    const text::Link* linkOf(const QString& href) const;

    QString m_text;
    MentionedNames m_mentioned;
    text::Document m_document;
    QList<text::Piece> m_pieces;
    QVariantList m_shown;
    QVariantList m_spots;
    QSet<int> m_revealed; // spoilers
    bool m_complete = false;
    int m_look = 0;
    QColor m_link, m_mentionInk, m_mentionGround, m_readerInk, m_readerGround;
    QColor m_codeGround, m_spoilerGround, m_revealedGround;
    QString m_codeFamily;
    double m_codeSize = 12.5;
};

} // namespace confab::models
