"""All settings, in one file. Everything that differs between installations comes from HOITUU_*."""

import os
from urllib.parse import unquote, urlsplit

from hoituu.site.config import ROOT, read_config, set_in_environment

CONFIG = read_config()
SRC = ROOT / "src" / "hoituu"


def _key() -> str:
    """Return the installation's key: from the environment, else from its file."""
    if CONFIG.secret_key:
        return CONFIG.secret_key
    try:
        return (CONFIG.data / "key").read_text().strip()
    except FileNotFoundError:
        return "no installation yet"  # `start` writes the file before it serves anything.


def _database() -> dict[str, object]:
    if CONFIG.database_url:
        url = urlsplit(CONFIG.database_url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.lstrip("/"),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "hoituu.web.sqlite",
        "NAME": str(CONFIG.data / "hoituu.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=33554432; "
                "PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; "
                "PRAGMA secure_delete=ON"
            ),
        },
    }


HOITUU_DATA = CONFIG.data
HOITUU_KEY = _key()
HOITUU_BASE_URL = CONFIG.base_url
HOITUU_ENVIRONMENT = set_in_environment()
HOITUU_OWN_URL = f"http://{'127.0.0.1' if CONFIG.host == '0.0.0.0' else CONFIG.host}:{CONFIG.port}"  # noqa: S104
HOITUU_POLL_SECONDS = int(os.environ.get("HOITUU_POLL_SECONDS", "120"))
HOITUU_CLAMD = CONFIG.clamd
HOITUU_TRUSTED_PROXIES = CONFIG.trusted_proxies

SECRET_KEY = HOITUU_KEY
DEBUG = False
ALLOWED_HOSTS = ["*"]  # Links are made from BASE_URL, never from the Host header.
ROOT_URLCONF = "hoituu.site.urls"
WSGI_APPLICATION = "hoituu.site.wsgi.application"
JOURNAL_REACTIONS = "hoituu.site.reactions.REACTIONS"
AUTH_USER_MODEL = "staff.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = CONFIG.tz
USE_I18N = True
LANGUAGE_CODE = CONFIG.lang
LANGUAGES = [("fi", "Suomi"), ("en", "English"), ("sv", "Svenska")]
LOCALE_PATHS = [SRC / "locale"]
LANGUAGE_COOKIE_NAME = "hoituu_lang"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "hoituu.web",
    "hoituu.journal",
    "hoituu.staff",
    "hoituu.customers",
    "hoituu.conversations",
    "hoituu.wording",
    "hoituu.promises",
    "hoituu.callbacks",
    "hoituu.feedback",
    "hoituu.recovery",
    "hoituu.review",
    "hoituu.channels.email",
    "hoituu.desk",
    "hoituu.counter",
    "hoituu.api",
    "hoituu.site",
]
MIDDLEWARE = [
    "hoituu.web.turns.pages_first",
    "hoituu.web.middleware.safe_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hoituu.web.middleware.speak_their_language",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
DATABASES = {"default": _database()}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
    }
}
# Browsers keep cookies by host, not by port: two installations on one machine are two.
SESSION_COOKIE_NAME = f"hoituu_session_{CONFIG.port}"
CSRF_COOKIE_NAME = f"hoituu_csrf_{CONFIG.port}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CONFIG.base_url.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_TRUSTED_ORIGINS = [CONFIG.base_url.rstrip("/")] if CONFIG.base_url else []
CSRF_FAILURE_VIEW = "hoituu.web.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.trusted_proxies else None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "hoituu.web.jinja.environment"},
    },
    {
        # The pages of allauth, in our frame.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SRC / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
STATIC_URL = "/static/"
STATIC_FOLDER = SRC / "web" / "static"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_DISPLAY = "hoituu.staff.accounts.shown_name"
ACCOUNT_ADAPTER = "hoituu.staff.accounts.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIG.trusted_proxies
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hoituu"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.base_url.startswith("https://")

EMAIL_BACKEND = "hoituu.channels.email.backend.InboxBackend"
DEFAULT_FROM_EMAIL = "hoituu@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": CONFIG.log_level},
    # Django logs addresses of pages, and those of customers hold their token.
    "loggers": {"django.request": {"level": "CRITICAL"}},
}
SILENCED_SYSTEM_CHECKS = ["account.W001"]
