"""The tests of Дежурный; they mirror the packages."""
