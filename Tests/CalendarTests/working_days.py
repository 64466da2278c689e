"""Prints every day from 2024 to 2026 with 1 for a working day and 0 for a day off, as chinesecalendar has it."""

import datetime

import chinese_calendar

day = datetime.date(2024, 1, 1)
while day.year < 2027:
    print(day.isoformat(), int(chinese_calendar.is_workday(day)))
    day += datetime.timedelta(days=1)
