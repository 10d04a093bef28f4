// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QQuickTextDocument>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

namespace confab {

using test::Shown;

/// The composer: keys that format, pastes, and what it shows of its Markdown.
class ComposerFormatTest : public QObject {
    Q_OBJECT
private:
    struct Composing : Shown {
        QQuickItem* input = nullptr;

        void begin() {
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(input = driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
            input->forceActiveFocus();
        }
        QString text() const { return input->property("text").toString(); }
        QTextCharFormat formatAt(int at) const {
            const QTextDocument* document =
                input->property("textDocument").value<QQuickTextDocument*>()->textDocument();
            const QTextBlock block = document->findBlock(at);
            for (const QTextLayout::FormatRange& range : block.layout()->formats()) {
                if (at - block.position() >= range.start && at - block.position() < range.start + range.length)
                    return range.format;
            }
            return {};
        }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
    }

    void keysFormatTheSelection() {
        Composing f;
        f.begin();
        f.driver->type(QStringLiteral("word"));
        f.driver->key(Qt::Key_A, Qt::ControlModifier);
        f.driver->key(Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(f.text(), QStringLiteral("**word**"));
        f.driver->key(Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(f.text(), QStringLiteral("***word***"));
        f.driver->key(Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(f.text(), QStringLiteral("**word**"));
        f.driver->key(Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(f.text(), QStringLiteral("word"));
        f.driver->key(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(f.text(), QStringLiteral("`word`"));
    }

    void keysWithoutSelectionTypeBetweenTheMarks() {
        Composing f;
        f.begin();
        f.driver->key(Qt::Key_B, Qt::ControlModifier);
        f.driver->type(QStringLiteral("now"));
        QCOMPARE(f.text(), QStringLiteral("**now**"));
    }

    void linesBecomeABlockOfCode() {
        Composing f;
        f.begin();
        f.driver->type(QStringLiteral("a"));
        f.driver->key(Qt::Key_Return, Qt::ShiftModifier);
        f.driver->type(QStringLiteral("b"));
        f.driver->key(Qt::Key_A, Qt::ControlModifier);
        f.driver->key(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(f.text(), QStringLiteral("```\na\nb\n```"));
    }

    void richTextIsPastedAsMarkdownOrPlain() {
        auto* data = new QMimeData;
        data->setHtml(QStringLiteral("see <b>this</b>"));
        data->setText(QStringLiteral("see this"));
        QGuiApplication::clipboard()->setMimeData(data);
        Composing f;
        f.begin();
        f.driver->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(f.text(), QStringLiteral("see **this**"));
        f.driver->key(Qt::Key_A, Qt::ControlModifier);
        f.driver->key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(f.text(), QStringLiteral("see this"));
    }

    /// The field shows what will come out, and no line moves for it.
    void whatIsTypedLooksLikeWhatComesOut() {
        Composing f;
        f.begin();
        f.driver->type(QStringLiteral("plain"));
        const double height = f.input->property("contentHeight").toDouble();
        f.driver->type(QStringLiteral(" **bold** `code` ~~gone~~"));
        QCOMPARE(f.input->property("contentHeight").toDouble(), height);
        QVERIFY(f.formatAt(8).fontWeight() > QFont::Medium);
        QVERIFY(f.formatAt(16).background().style() == Qt::SolidPattern);
        QVERIFY(f.formatAt(25).fontStrikeOut());
        QVERIFY(f.formatAt(1) == QTextCharFormat());
        QVERIFY(f.formatAt(6).foreground().style() == Qt::SolidPattern); // the marks, dimmed
        f.driver->key(Qt::Key_Return, Qt::ShiftModifier);
        const int quote = int(f.text().size());
        f.driver->type(QStringLiteral("> quoted"));
        f.driver->key(Qt::Key_Return, Qt::ShiftModifier);
        const int code = int(f.text().size());
        f.driver->type(QStringLiteral("```"));
        f.driver->key(Qt::Key_Return, Qt::ShiftModifier);
        f.driver->type(QStringLiteral("*x*"));
        QVERIFY(f.formatAt(quote + 3).foreground().style() == Qt::SolidPattern);
        QVERIFY(f.formatAt(code).background().style() == Qt::SolidPattern);
        QVERIFY(f.formatAt(code + 5).background().style() == Qt::SolidPattern && !f.formatAt(code + 5).fontItalic());
    }
};

} // namespace confab

QTEST_MAIN(confab::ComposerFormatTest)
#include "tst_composerformat.moc"
