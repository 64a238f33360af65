from enum import Enum
Texts=dict[str,str]
class Severity(Enum):
    VIOLATION="Violation"; WARNING="Warning"; INFO="Info"
