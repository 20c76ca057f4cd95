"""The shapes of forms: what is declared, what strangers are shown, what administrators see."""
