"""Set phrases and the stems that stand behind them: what buttons and short commands say."""
