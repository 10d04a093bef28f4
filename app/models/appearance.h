// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QQmlEngine>
#include <QSettings>
#include <QSize>
#include <QTimer>

namespace confab::models {

/// The look of the window, as the user chose it; saved at once.
/// Thread: the window's. Owned by: Workspace.
class Appearance : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(Scheme scheme READ scheme WRITE setScheme NOTIFY changed FINAL)
    Q_PROPERTY(bool dark READ isDark NOTIFY changed FINAL)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed FINAL) ///< 0.8 to 2
    Q_PROPERTY(bool reducedMotion READ isReducedMotion WRITE setReducedMotion NOTIFY changed FINAL)
    Q_PROPERTY(bool showDetails READ showsDetails WRITE setShowDetails NOTIFY changed FINAL)
    /// The initial size of the window: the last one, or 1200 × 780; never larger than the screen.
    Q_PROPERTY(int windowWidth READ windowWidth CONSTANT FINAL)
    Q_PROPERTY(int windowHeight READ windowHeight CONSTANT FINAL)
    Q_PROPERTY(int leastWidth READ leastWidth CONSTANT FINAL)
    Q_PROPERTY(int leastHeight READ leastHeight CONSTANT FINAL)
    /// The system's typeface for code.
    Q_PROPERTY(QString codeFamily READ codeFamily CONSTANT FINAL)
    Q_PROPERTY(QString appVersion READ appVersion CONSTANT FINAL)
    Q_PROPERTY(QString qtVersion READ qtVersion CONSTANT FINAL)

public:
    enum Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    /// `settings` must outlive this.
    explicit Appearance(QSettings& settings);
    ~Appearance() override;

    /// The area of the screen for a window, in the window's pixels. Set before the window is made.
    void setScreenSize(QSize available) { m_screen = available; }

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    bool isDark() const;
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    bool isReducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    bool showsDetails() const { return m_showDetails; }
    void setShowDetails(bool show);
    int windowWidth() const;
    int windowHeight() const;
    int leastWidth() const;
    int leastHeight() const;
    QString codeFamily() const;
    QString appVersion() const;
    QString qtVersion() const;
    /// Saved when the size has settled, so that it survives a crash, too.
    Q_INVOKABLE void rememberSize(int width, int height);
    /// The last size was not the user's choice.
    Q_INVOKABLE void dropSize() { m_resizing.stop(); }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void writeSize();

    QSettings& m_settings;
    Scheme m_scheme;
    double m_textScale;
    bool m_reducedMotion;
    bool m_showDetails;
    QSize m_screen;
    QSize m_size; // to be saved
    QTimer m_resizing;
};

} // namespace confab::models
